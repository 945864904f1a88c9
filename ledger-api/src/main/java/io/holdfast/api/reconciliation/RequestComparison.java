package io.holdfast.api.reconciliation;

/**
 * Somebody wants chain and ledger compared now.
 *
 * @param requestId names this one wish; the same again is quiet
 */
public record RequestComparison(String rail, String asset, String requestId, String requestedBy)
    implements ReconciliationCommand {}
