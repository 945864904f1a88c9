package io.holdfast.api.reconciliation;

import io.holdfast.api.Command;

/** What is said about the comparing of one asset on one rail. */
public sealed interface ReconciliationCommand extends Command
    permits RequestComparison, PostponeComparison, RecordComparison {
  String rail();

  String asset();

  @Override
  default String targetId() {
    return ReconciliationId.of(rail(), asset()).value();
  }
}
