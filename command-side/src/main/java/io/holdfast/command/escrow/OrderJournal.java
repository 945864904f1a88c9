package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * How an order's money is booked.
 *
 * <pre>
 *   paid:     pot +X · buyer −X        from a balance
 *             pot +X · world −X        from outside
 *   paid out: pot −(S + B) · seller +S · buyer +B
 * </pre>
 *
 * Postings of zero are left out.
 */
final class OrderJournal {
  private OrderJournal() {}

  static JournalEntry entry(OrderPaid event, Terms terms, Asset asset) {
    Money amount = money(asset, event.amount());
    return new JournalEntry(
        new EntryId(event.entryId()),
        EntryKind.ESCROW,
        List.of(
            new Posting(terms.pot(), amount),
            new Posting(new AccountId(event.fromAccountId()), amount.negated())),
        event.orderId());
  }

  static JournalEntry entry(OrderPaidOut event, Terms terms, Asset asset) {
    Money toSeller = money(asset, event.toSeller());
    Money toBuyer = money(asset, event.toBuyer());
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(terms.pot(), toSeller.plus(toBuyer).negated()));
    postings.add(new Posting(new AccountId(terms.agreed().sellerAccountId()), toSeller));
    postings.add(new Posting(new AccountId(terms.agreed().buyerAccountId()), toBuyer));
    postings.removeIf(posting -> posting.amount().signum() == 0);
    return new JournalEntry(
        new EntryId(event.entryId()), EntryKind.ESCROW, postings, event.orderId());
  }

  private static Money money(Asset asset, String digits) {
    BigInteger minor = new BigInteger(digits);
    if (minor.signum() < 0) {
      throw new Defect("an order moves a negative amount");
    }
    return new Money(asset, minor);
  }
}
