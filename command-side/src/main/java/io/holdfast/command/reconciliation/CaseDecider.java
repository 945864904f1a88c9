package io.holdfast.command.reconciliation;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.CaseClosed;
import io.holdfast.api.reconciliation.CaseCommand;
import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.api.reconciliation.CaseExplained;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.CaseRepaired;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.command.reconciliation.Case.Closed;
import io.holdfast.command.reconciliation.Case.Explained;
import io.holdfast.command.reconciliation.Case.Figures;
import io.holdfast.command.reconciliation.Case.Finding;
import io.holdfast.command.reconciliation.Case.Known;
import io.holdfast.command.reconciliation.Case.Open;
import io.holdfast.command.reconciliation.Case.Repaired;
import io.holdfast.command.reconciliation.Case.Unopened;
import java.util.List;

/**
 * The rules of a reconciliation case. Pure.
 *
 * <table>
 * <caption>What each state answers</caption>
 * <tr><th></th><th>found</th><th>found otherwise</th><th>gone</th><th>repaired</th><th>explained</th></tr>
 * <tr><td>Unopened</td><td colspan="2">opens</td><td>–</td><td colspan="2">NOT_FOUND</td></tr>
 * <tr><td>Open</td><td>–</td><td>opens</td><td>closes</td><td>repaired</td><td>explained</td></tr>
 * <tr><td>Repaired</td><td colspan="2">opens</td><td>closes</td><td>– or repaired</td><td>explained</td></tr>
 * <tr><td>Explained</td><td>–</td><td>opens</td><td>closes</td><td>repaired</td><td>– or ALREADY_EXISTS_DIFFERENT</td></tr>
 * <tr><td>Closed</td><td colspan="2">opens</td><td>–</td><td colspan="2">WRONG_STATE</td></tr>
 * </table>
 *
 * A repair that left the difference was none, and an explanation covers the figures it was given
 * for and no others.
 */
public final class CaseDecider {
  private CaseDecider() {}

  /** A comparison found the difference. */
  static List<CaseEvent> found(Finding finding, Case state) {
    Figures figures = Figures.of(finding.difference());
    return switch (state) {
      case Unopened _, Repaired _, Closed _ -> List.of(opened(finding));
      case Open open -> open.figures().equals(figures) ? List.of() : List.of(opened(finding));
      case Explained explained ->
          explained.figures().equals(figures) ? List.of() : List.of(opened(finding));
    };
  }

  /** A comparison at this block did not find it. */
  static List<CaseEvent> gone(CaseId id, BlockRef block, Case state) {
    return switch (state) {
      case Unopened _, Closed _ -> List.of();
      case Open _, Repaired _, Explained _ ->
          List.of(new CaseClosed(id.value(), block.height(), block.hash()));
    };
  }

  /**
   * @throws Rejection NOT_FOUND, WRONG_STATE or ALREADY_EXISTS_DIFFERENT
   */
  public static List<CaseEvent> decide(CaseCommand command, Case state) {
    return switch (command) {
      case RecordRepair(CaseId id, String done) ->
          switch (requireOpen(state)) {
            case Repaired repaired when repaired.done().equals(done) -> List.of();
            default -> List.of(new CaseRepaired(id.value(), done));
          };
      case ExplainCase explain -> explain(explain, requireOpen(state));
    };
  }

  private static List<CaseEvent> explain(ExplainCase command, Known state) {
    if (state instanceof Explained(Figures _, String by, String reason)) {
      if (by.equals(command.explainedBy()) && reason.equals(command.reason())) {
        return List.of();
      }
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "The case was explained already, in other words.");
    }
    return List.of(
        new CaseExplained(command.caseId().value(), command.explainedBy(), command.reason()));
  }

  private static Known requireOpen(Case state) {
    return switch (state) {
      case Unopened _ -> throw new Rejection(ErrorCode.NOT_FOUND, "There is no such case.");
      case Closed _ -> throw new Rejection(ErrorCode.WRONG_STATE, "The case is closed.");
      case Open open -> open;
      case Repaired repaired -> repaired;
      case Explained explained -> explained;
    };
  }

  private static CaseOpened opened(Finding finding) {
    Difference difference = finding.difference();
    return new CaseOpened(
        finding.caseId().value(),
        finding.rail(),
        finding.asset(),
        difference.kind().name(),
        difference.subject(),
        finding.block().height(),
        finding.block().hash(),
        finding.logIndex(),
        difference.expected().digits(),
        difference.found().digits(),
        difference.evidence().stream()
            .map(fact -> new CaseOpened.Fact(fact.name(), fact.value()))
            .toList());
  }

  public static Case evolve(Case state, CaseEvent event) {
    return switch (event) {
      case CaseOpened opened -> new Open(Figures.of(opened));
      case CaseRepaired repaired -> new Repaired(figures(state), repaired.done());
      case CaseExplained explained ->
          new Explained(figures(state), explained.explainedBy(), explained.reason());
      case CaseClosed _ -> new Closed(figures(state));
    };
  }

  private static Figures figures(Case state) {
    if (state instanceof Known known) {
      return known.figures();
    }
    throw new IllegalStateException("a case begins with its opening");
  }
}
