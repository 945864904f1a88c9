package io.holdfast.command.withdrawal;

import io.holdfast.api.account.AccountId;
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
 * How the end of a withdrawal is booked. The customer paid the flat fee; the chain took its own;
 * the difference, gain or loss, stands on the rail's fee account. What the chain took for a payment
 * that failed is our loss alone.
 *
 * <pre>
 *   settled: account −(amount + fee) · world +(amount + chain fee) · fees +(fee − chain fee)
 *   failed:  world +(chain fee) · fees −(chain fee)
 *   minted:  account +amount · world −(amount − chain fee) · fees −(chain fee)
 * </pre>
 *
 * Postings of zero are left out.
 */
final class Settlement {
  private Settlement() {}

  /** What the chain took for a payment that it then refused: a loss of ours. */
  static JournalEntry lostFee(Terms terms, BigInteger lostFee, Asset asset) {
    Money fee = new Money(asset, lostFee);
    return new JournalEntry(
        new EntryId(EntryId.PREFIX + terms.withdrawalId() + ":lost-fee"),
        EntryKind.WITHDRAWAL,
        List.of(
            new Posting(AccountId.world(terms.rail()), fee),
            new Posting(AccountId.fees(terms.rail()), fee.negated())),
        terms.withdrawalId());
  }

  /** New tokens, which the rail now holds for the account. */
  static JournalEntry minted(String entryId, Terms terms, SignedPayment payment, Asset asset) {
    Money amount = new Money(asset, terms.amount());
    Money chainFee = new Money(asset, payment.bookedFee());
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(new AccountId(terms.accountId()), amount));
    postings.add(new Posting(AccountId.world(terms.rail()), chainFee.minus(amount)));
    postings.add(new Posting(AccountId.fees(terms.rail()), chainFee.negated()));
    postings.removeIf(posting -> posting.amount().signum() == 0);
    return new JournalEntry(new EntryId(entryId), EntryKind.MINT, postings, terms.withdrawalId());
  }

  static JournalEntry entry(String entryId, Terms terms, SignedPayment payment, Asset asset) {
    Money amount = new Money(asset, terms.amount());
    Money fee = new Money(asset, terms.fee());
    Money chainFee = new Money(asset, payment.bookedFee());
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(new AccountId(terms.accountId()), amount.plus(fee).negated()));
    postings.add(new Posting(AccountId.world(terms.rail()), amount.plus(chainFee)));
    postings.add(new Posting(AccountId.fees(terms.rail()), fee.minus(chainFee)));
    postings.removeIf(posting -> posting.amount().signum() == 0);
    return new JournalEntry(
        new EntryId(entryId), EntryKind.WITHDRAWAL, postings, terms.withdrawalId());
  }
}
