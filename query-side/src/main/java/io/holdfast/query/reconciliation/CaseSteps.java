package io.holdfast.query.reconciliation;

import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationCaseView.Fact;
import io.holdfast.api.reconciliation.CaseExplained;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.CaseState;
import io.holdfast.query.fold.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** Pure: a case after one event. */
final class CaseSteps {
  private CaseSteps() {}

  static ReconciliationCaseView first(CaseOpened e, LoggedEvent logged) {
    return opened(e, 1, logged);
  }

  /** What was done about it before is history, and in the log. */
  static ReconciliationCaseView again(
      ReconciliationCaseView view, CaseOpened e, LoggedEvent logged) {
    return opened(e, view.opened() + 1, logged);
  }

  private static ReconciliationCaseView opened(CaseOpened e, long times, LoggedEvent logged) {
    return new ReconciliationCaseView(
        e.caseId(),
        e.rail(),
        e.asset(),
        e.kind(),
        e.subject(),
        CaseState.OPEN.name(),
        e.height(),
        e.hash(),
        e.ledgerIndex(),
        e.expected(),
        e.found(),
        e.evidence().stream().map(fact -> new Fact(fact.name(), fact.value())).toList(),
        null,
        null,
        null,
        null,
        times,
        logged.atMillis(),
        logged.atMillis(),
        logged.index());
  }

  static ReconciliationCaseView repaired(
      ReconciliationCaseView view, String done, LoggedEvent logged) {
    return to(CaseState.REPAIRED, view, done, view.explainedBy(), view.explanation(), null, logged);
  }

  static ReconciliationCaseView explained(
      ReconciliationCaseView view, CaseExplained e, LoggedEvent logged) {
    return to(CaseState.EXPLAINED, view, view.repair(), e.explainedBy(), e.reason(), null, logged);
  }

  static ReconciliationCaseView closed(
      ReconciliationCaseView view, long height, LoggedEvent logged) {
    return to(
        CaseState.CLOSED,
        view,
        view.repair(),
        view.explainedBy(),
        view.explanation(),
        height,
        logged);
  }

  private static ReconciliationCaseView to(
      CaseState state,
      ReconciliationCaseView view,
      @Nullable String repair,
      @Nullable String explainedBy,
      @Nullable String explanation,
      @Nullable Long closedHeight,
      LoggedEvent logged) {
    return new ReconciliationCaseView(
        view.caseId(),
        view.rail(),
        view.asset(),
        view.kind(),
        view.subject(),
        state.name(),
        view.height(),
        view.hash(),
        view.ledgerIndex(),
        view.expected(),
        view.found(),
        view.evidence(),
        repair,
        explainedBy,
        explanation,
        closedHeight,
        view.opened(),
        view.openedAtMillis(),
        logged.atMillis(),
        logged.index());
  }
}
