package io.holdfast.api.reconciliation;

import io.holdfast.api.Command;

/** What becomes of a difference. */
public sealed interface CaseCommand extends Command permits RecordRepair, ExplainCase {
  CaseId caseId();

  @Override
  default String targetId() {
    return caseId().value();
  }
}
