package io.holdfast.api.statement;

import io.holdfast.api.query.LedgerTotals;
import java.util.List;

/**
 * The sums over all guarded accounts together, and over each boundary account, by asset. Those of
 * one asset sum to zero wherever no entry is cut in two by the index.
 *
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record TotalsAsOf(Moment moment, List<LedgerTotals.Total> totals, long reflectedIndex) {
  public TotalsAsOf {
    totals = List.copyOf(totals);
  }
}
