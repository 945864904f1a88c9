package io.holdfast.api.reconciliation;

import io.holdfast.api.Event;

/** What came of comparing the chain with our books. */
public sealed interface ReconciliationEvent extends Event permits ComparisonEvent, CaseEvent {}
