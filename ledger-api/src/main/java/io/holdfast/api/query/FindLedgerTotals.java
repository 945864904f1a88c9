package io.holdfast.api.query;

/**
 * What the ledger owes and holds by asset; answered by the query side with {@link LedgerTotals}.
 */
public record FindLedgerTotals() {}
