package io.holdfast.api.statement;

/** The ledger's sums at a moment; answered by the query side with {@link TotalsAsOf}. */
public record FindTotalsAsOf(AsOf asOf, long minLogIndex) {}
