package io.holdfast.api.reconciliation;

import io.holdfast.api.rail.AboutRail;

/** What is said about the comparing of one asset on one rail. */
public sealed interface ReconciliationCommand extends AboutRail
    permits RequestComparison, PostponeComparison, RecordComparison {
  @Override
  String rail();

  String asset();

  @Override
  default String targetId() {
    return ReconciliationId.of(rail(), asset()).value();
  }
}
