package io.holdfast.api.reconciliation;

/** What became of a difference. */
public sealed interface CaseEvent extends ReconciliationEvent
    permits CaseOpened, CaseRepaired, CaseExplained, CaseClosed {
  String caseId();

  @Override
  default String streamId() {
    return caseId();
  }
}
