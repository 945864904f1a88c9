package io.holdfast.api.query;

import java.util.List;

/**
 * The sums over all accounts, by asset and account, in one snapshot.
 *
 * @param logIndex every event up to this index is reflected
 */
public record LedgerTotals(List<Total> totals, long logIndex) {
  /** The name of the sum over all guarded accounts. */
  public static final String ACCOUNTS = "accounts";

  /** The name of the sum over what we had made on the chain, as far as that is final. */
  public static final String MINTED = "minted";

  public LedgerTotals {
    totals = List.copyOf(totals);
  }

  /**
   * One sum, in minor units as decimal digits; a boundary account's may be negative.
   *
   * @param of {@value #ACCOUNTS}, {@value #MINTED}, or a boundary account's id
   */
  public record Total(String asset, String of, String posted, String held) {}
}
