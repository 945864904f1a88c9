package io.holdfast.command.deposit;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositReversed;
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
 * How credits and reversals are booked. X is the payment's amount, S the shortfall.
 *
 * <pre>
 *   credit:   account +(X − S) · shortfall +S · world −X      (S: left open by the last reversal)
 *   reversal: account −(X − S) · shortfall −S · world +X      (S: X less what is available)
 * </pre>
 *
 * Postings of zero are left out. A reversal never makes a customer's balance negative: what is
 * already spent stands on the rail's shortfall account, until the same payment is mined again and
 * repays it; where it never is, the shortfall is a loss that people must settle.
 */
final class DepositJournal {
  private DepositJournal() {}

  static DepositCredited credit(Payment payment) {
    return new DepositCredited(
        payment.depositId(),
        payment.accountId(),
        EntryId.PREFIX + payment.depositId() + ":credit-" + (payment.credits() + 1),
        payment.asset(),
        payment.amount().toString(),
        payment.shortfall().toString());
  }

  static DepositReversed reversal(Payment payment, BigInteger available) {
    BigInteger shortfall = payment.amount().subtract(available).max(BigInteger.ZERO);
    return new DepositReversed(
        payment.depositId(),
        payment.accountId(),
        EntryId.PREFIX + payment.depositId() + ":reversal-" + payment.credits(),
        payment.asset(),
        payment.amount().toString(),
        shortfall.toString());
  }

  static JournalEntry entry(DepositCredited event, Asset asset) {
    Money amount = money(asset, event.amount());
    Money shortfall = money(asset, event.repaidShortfall());
    return new JournalEntry(
        new EntryId(event.entryId()),
        EntryKind.DEPOSIT,
        postings(event.accountId(), asset, amount, shortfall),
        event.depositId());
  }

  static JournalEntry entry(DepositReversed event, Asset asset) {
    Money amount = money(asset, event.amount()).negated();
    Money shortfall = money(asset, event.shortfall()).negated();
    return new JournalEntry(
        new EntryId(event.entryId()),
        EntryKind.DEPOSIT_REVERSAL,
        postings(event.accountId(), asset, amount, shortfall),
        event.depositId());
  }

  private static List<Posting> postings(
      String account, Asset asset, Money amount, Money shortfall) {
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(new AccountId(account), amount.minus(shortfall)));
    postings.add(new Posting(AccountId.shortfall(asset.rail()), shortfall));
    postings.add(new Posting(AccountId.world(asset.rail()), amount.negated()));
    postings.removeIf(posting -> posting.amount().signum() == 0);
    return postings;
  }

  private static Money money(Asset asset, String digits) {
    return new Money(asset, new BigInteger(digits));
  }
}
