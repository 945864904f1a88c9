package io.holdfast.query.account;

import io.holdfast.query.fold.Table;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A balance as an event left it. Rows are written once and never change, so that what stood at any
 * index of the log is one look at the last row up to it.
 *
 * @param entryId null where only what is held changed
 */
record BalanceChangeRow(BalanceRow after, @Nullable String entryId, long atMillis) {
  static final Table<BalanceChangeRow> TABLE =
      Table.<BalanceChangeRow>named("balance_change")
          .key("account_id", row -> row.after.accountId())
          .key("asset", row -> row.after.asset())
          .numberKey("log_index", row -> row.after.logIndex())
          .amount("posted", row -> row.after.posted())
          .amount("held", row -> row.after.held())
          .number("postings", row -> row.after.postings())
          .text("entry_id", BalanceChangeRow::entryId)
          .number("at_millis", BalanceChangeRow::atMillis)
          .readBy(
              row ->
                  new BalanceChangeRow(
                      new BalanceRow(
                          row.text("account_id"),
                          row.text("asset"),
                          new BigInteger(row.amount("posted")),
                          new BigInteger(row.amount("held")),
                          row.number("postings"),
                          row.number("log_index")),
                      row.textOrNull("entry_id"),
                      row.number("at_millis")));
}
