package io.holdfast.api.reconciliation;

/**
 * They cannot be compared now, and will be later. The reason is written for people, and the same
 * reason again is quiet.
 */
public record PostponeComparison(String rail, String asset, String reason)
    implements ReconciliationCommand {}
