package io.holdfast.query.journal;

import io.holdfast.api.error.Defect;
import io.holdfast.query.fold.Table;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One posting on an account, or the half of it that is known: the entry tells why value moved, the
 * account's own event tells the balance after it. Both stand in one append, yet a batch may end
 * between them.
 *
 * @param entry null until the entry was seen
 * @param postedAfter null until the account's event was seen
 */
record JournalLineRow(
    String accountId,
    String entryId,
    String asset,
    @Nullable String ownerId,
    BigInteger amount,
    @Nullable EntryPart entry,
    @Nullable BigInteger postedAfter,
    long logIndex) {
  static final Table<JournalLineRow> TABLE =
      Table.<JournalLineRow>named("journal_line")
          .key("account_id", JournalLineRow::accountId)
          .key("entry_id", JournalLineRow::entryId)
          .key("asset", JournalLineRow::asset)
          .text("owner_id", JournalLineRow::ownerId)
          .amount("amount", JournalLineRow::amount)
          .text("kind", row -> row.entry == null ? null : row.entry.kind())
          .text("reference", row -> row.entry == null ? null : row.entry.reference())
          .text("counterparties", row -> row.entry == null ? null : row.entry.counterparties())
          .number("at_millis", row -> row.entry == null ? null : row.entry.atMillis())
          .amount("posted_after", JournalLineRow::postedAfter)
          .flag("complete", JournalLineRow::complete)
          .number("log_index", JournalLineRow::logIndex)
          .readBy(
              row ->
                  new JournalLineRow(
                      row.text("account_id"),
                      row.text("entry_id"),
                      row.text("asset"),
                      row.textOrNull("owner_id"),
                      new BigInteger(row.amount("amount")),
                      EntryPart.of(row),
                      digits(row.amountOrNull("posted_after")),
                      row.number("log_index")));

  static JournalLineRow blank(
      String accountId, String entryId, String asset, @Nullable String ownerId, BigInteger amount) {
    return new JournalLineRow(accountId, entryId, asset, ownerId, amount, null, null, 0);
  }

  boolean complete() {
    return entry != null && postedAfter != null;
  }

  JournalLineRow withEntry(EntryPart part, long index) {
    return new JournalLineRow(accountId, entryId, asset, ownerId, amount, part, postedAfter, index);
  }

  JournalLineRow withPostedAfter(BigInteger after, long index) {
    return new JournalLineRow(accountId, entryId, asset, ownerId, amount, entry, after, index);
  }

  /**
   * @throws Defect where the entry and the account tell different amounts
   */
  JournalLineRow requireAmount(BigInteger told) {
    if (!amount.equals(told)) {
      throw new Defect(
          "entry %s moves %s on %s, and the account says %s"
              .formatted(entryId, amount, accountId, told));
    }
    return this;
  }

  private static @Nullable BigInteger digits(@Nullable String digits) {
    return digits == null ? null : new BigInteger(digits);
  }
}
