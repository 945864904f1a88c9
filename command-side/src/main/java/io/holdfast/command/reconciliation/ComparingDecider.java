package io.holdfast.command.reconciliation;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.BooksCompared.OpenCase;
import io.holdfast.api.reconciliation.BooksCompared.Part;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.ComparisonEvent;
import io.holdfast.api.reconciliation.ComparisonPostponed;
import io.holdfast.api.reconciliation.ComparisonRequested;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.api.reconciliation.PostponeComparison;
import io.holdfast.api.reconciliation.ReconciliationCommand;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RequestComparison;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of comparing. Each comparison is recorded, agreed or not; one that finds at the same
 * block what the one before it found is quiet, unless somebody asked for it. Pure.
 */
public final class ComparingDecider {
  private ComparingDecider() {}

  /**
   * @throws Rejection never by itself: what it is told of is done
   */
  public static List<ComparisonEvent> decide(ReconciliationCommand command, Comparing state) {
    return switch (command) {
      case RequestComparison(String rail, String asset, String requestId, String by) ->
          requestId.equals(state.lastRequest())
              ? List.of()
              : List.of(new ComparisonRequested(rail, asset, requestId, by));
      case PostponeComparison(String rail, String asset, String reason) ->
          reason.equals(state.postponed())
              ? List.of()
              : List.of(new ComparisonPostponed(rail, asset, reason));
      case RecordComparison record -> record(record, state);
    };
  }

  private static List<ComparisonEvent> record(RecordComparison command, Comparing state) {
    BooksCompared compared = compared(command, state);
    BooksCompared last = state.last();
    boolean news =
        last == null
            || state.requested()
            || state.postponed() != null
            || !compared.equals(at(compared.ledgerIndex(), last));
    return news ? List.of(compared) : List.of();
  }

  /** The ledger grows by other things than this rail: an index by itself is no news. */
  private static BooksCompared at(long ledgerIndex, BooksCompared last) {
    return new BooksCompared(
        last.rail(),
        last.asset(),
        last.height(),
        last.hash(),
        ledgerIndex,
        last.chainHolds(),
        last.ledgerOwes(),
        last.lines(),
        last.ofWhich(),
        last.unexplained(),
        last.openCases(),
        last.omitted());
  }

  private static BooksCompared compared(RecordComparison command, Comparing state) {
    Comparison comparison = command.comparison();
    return new BooksCompared(
        command.rail(),
        command.asset(),
        comparison.block().height(),
        comparison.block().hash(),
        comparison.logIndex(),
        comparison.chainHolds().digits(),
        comparison.ledgerOwes().digits(),
        parts(comparison.lines()),
        parts(comparison.ofWhich()),
        comparison.unexplained().digits(),
        openAfter(command, state).stream().map(id -> new OpenCase(id.value())).toList(),
        comparison.omitted());
  }

  private static List<Part> parts(List<Line> lines) {
    return lines.stream().map(line -> new Part(line.name(), line.amount().digits())).toList();
  }

  /** The cases of this comparison's differences. */
  static List<CaseId> found(RecordComparison command) {
    return command.comparison().differences().stream()
        .map(each -> CaseId.of(command.rail(), command.asset(), each.kind(), each.subject()))
        .toList();
  }

  /** What a comparison left out may still differ: then no case that was open is gone. */
  private static Set<CaseId> openAfter(RecordComparison command, Comparing state) {
    Set<CaseId> open = new LinkedHashSet<>(found(command));
    if (command.comparison().omitted() > 0) {
      open.addAll(state.openCases());
    }
    return open;
  }

  /** The cases that were open and no longer differ. */
  static List<CaseId> gone(RecordComparison command, Comparing before) {
    Set<CaseId> open = openAfter(command, before);
    return before.openCases().stream().filter(id -> !open.contains(id)).toList();
  }

  public static Comparing evolve(Comparing state, ComparisonEvent event) {
    return switch (event) {
      case ComparisonRequested requested ->
          new Comparing(state.last(), requested.requestId(), true, state.postponed());
      case ComparisonPostponed postponed ->
          new Comparing(state.last(), state.lastRequest(), state.requested(), postponed.reason());
      case BooksCompared compared -> new Comparing(compared, state.lastRequest(), false, null);
    };
  }
}
