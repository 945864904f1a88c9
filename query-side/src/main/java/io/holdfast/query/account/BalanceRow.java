package io.holdfast.query.account;

import io.holdfast.api.error.Defect;
import io.holdfast.query.fold.Table;
import java.math.BigInteger;

/**
 * What an account has of one asset, in minor units. Every step proves the ledger's arithmetic a
 * second time: the balance after it that the event carries must be the balance before it and the
 * amount.
 *
 * @param postings how often an entry changed it; holds do not count
 */
record BalanceRow(
    String accountId,
    String asset,
    BigInteger posted,
    BigInteger held,
    long postings,
    long logIndex) {
  static final Table<BalanceRow> TABLE =
      Table.<BalanceRow>named("balance")
          .key("account_id", BalanceRow::accountId)
          .key("asset", BalanceRow::asset)
          .amount("posted", BalanceRow::posted)
          .amount("held", BalanceRow::held)
          .number("postings", BalanceRow::postings)
          .number("log_index", BalanceRow::logIndex)
          .readBy(
              row ->
                  new BalanceRow(
                      row.text("account_id"),
                      row.text("asset"),
                      new BigInteger(row.amount("posted")),
                      new BigInteger(row.amount("held")),
                      row.number("postings"),
                      row.number("log_index")));

  static BalanceRow empty(String accountId, String asset) {
    return new BalanceRow(accountId, asset, BigInteger.ZERO, BigInteger.ZERO, 0, 0);
  }

  /** A boundary account's posting: nothing is held there, and it may go below zero. */
  BalanceRow plus(BigInteger amount, long index) {
    return new BalanceRow(accountId, asset, posted.add(amount), held, postings + 1, index);
  }

  /**
   * A guarded account's change.
   *
   * @throws Defect where before and change do not make after, or less than nothing would be
   *     available
   */
  BalanceRow changed(
      BigInteger postedChange,
      BigInteger heldChange,
      BigInteger postedAfter,
      BigInteger heldAfter,
      long index) {
    if (!posted.add(postedChange).equals(postedAfter) || !held.add(heldChange).equals(heldAfter)) {
      throw new Defect(
          "balance of %s in %s: posted %s%+d is not %s, or held %s%+d is not %s"
              .formatted(
                  accountId,
                  asset,
                  posted,
                  postedChange,
                  postedAfter,
                  held,
                  heldChange,
                  heldAfter));
    }
    if (heldAfter.signum() < 0 || postedAfter.compareTo(heldAfter) < 0) {
      throw new Defect(
          "balance of %s in %s: posted %s and held %s leave less than nothing"
              .formatted(accountId, asset, postedAfter, heldAfter));
    }
    return new BalanceRow(
        accountId,
        asset,
        postedAfter,
        heldAfter,
        postedChange.signum() == 0 ? postings : postings + 1,
        index);
  }
}
