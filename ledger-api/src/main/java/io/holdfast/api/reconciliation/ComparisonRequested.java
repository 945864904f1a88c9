package io.holdfast.api.reconciliation;

import org.axonframework.serialization.Revision;

/** Somebody wants chain and ledger compared now. */
@Revision("1")
public record ComparisonRequested(String rail, String asset, String requestId, String requestedBy)
    implements ComparisonEvent {}
