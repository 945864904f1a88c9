package io.holdfast.api.reconciliation;

/** What happened to the comparing of one asset on one rail. */
public sealed interface ComparisonEvent extends ReconciliationEvent
    permits ComparisonRequested, ComparisonPostponed, BooksCompared {
  String rail();

  String asset();

  @Override
  default String streamId() {
    return ReconciliationId.PREFIX + rail() + ":" + asset();
  }
}
