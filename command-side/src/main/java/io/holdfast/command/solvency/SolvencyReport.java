package io.holdfast.command.solvency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.solvency.Position;
import io.holdfast.api.solvency.PublishSolvencyReport;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.api.solvency.SolvencyReportPublished;
import io.holdfast.api.solvency.SolvencyReportRequested;
import java.util.List;

/** What the ledger knows of one report, and the rules: it is published once, and stays. Pure. */
public sealed interface SolvencyReport {
  SolvencyReport UNASKED = new Unasked();

  /** Nobody has asked for it. */
  record Unasked() implements SolvencyReport {}

  /** It is being made. */
  record Requested() implements SolvencyReport {}

  /** It stands. */
  record Published(List<Position> positions) implements SolvencyReport {}

  static List<SolvencyEvent> decide(RequestSolvencyReport command, SolvencyReport state) {
    return switch (state) {
      case Unasked _ ->
          List.of(new SolvencyReportRequested(command.targetId(), command.requestedBy()));
      case Requested _, Published _ -> List.of();
    };
  }

  /**
   * @throws Rejection NOT_FOUND, ALREADY_EXISTS_DIFFERENT
   */
  static List<SolvencyEvent> decide(PublishSolvencyReport command, SolvencyReport state) {
    return switch (state) {
      case Unasked _ -> throw new Rejection(ErrorCode.NOT_FOUND, "There is no such report.");
      case Requested _ ->
          List.of(new SolvencyReportPublished(command.targetId(), command.positions()));
      case Published published -> {
        if (!published.positions().equals(command.positions())) {
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT, "This report was published with other figures.");
        }
        yield List.of();
      }
    };
  }

  static SolvencyReport evolve(SolvencyEvent event) {
    return switch (event) {
      case SolvencyReportRequested _ -> new Requested();
      case SolvencyReportPublished published -> new Published(published.positions());
    };
  }
}
