package io.holdfast.api.reconciliation;

/**
 * They were compared. Opens a case for each difference that is new, and closes each that is gone.
 */
public record RecordComparison(String rail, String asset, Comparison comparison)
    implements ReconciliationCommand {}
