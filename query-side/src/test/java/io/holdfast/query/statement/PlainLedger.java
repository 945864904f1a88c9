package io.holdfast.query.statement;

import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.query.fold.LoggedEvent;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/**
 * What a napkin's worth of maps makes of the beginning of a log: it adds amounts up and believes no
 * balance that an event carries.
 */
final class PlainLedger {
  /** By account; one asset. */
  final TreeMap<String, Figures> accounts = new TreeMap<>();

  record Figures(BigInteger posted, BigInteger held, long postings) {
    private static final Figures NOTHING = new Figures(BigInteger.ZERO, BigInteger.ZERO, 0);
  }

  static PlainLedger of(List<LoggedEvent> events) {
    PlainLedger ledger = new PlainLedger();
    events.forEach(ledger::take);
    return ledger;
  }

  private void take(LoggedEvent logged) {
    switch (logged.event()) {
      case AmountPosted e -> change(e.accountId(), e.amount(), "0", 1);
      case HoldPlaced e -> change(e.accountId(), "0", e.amount(), 0);
      case HoldReleased e -> change(e.accountId(), "0", "-" + e.amount(), 0);
      case HoldCaptured e -> change(e.accountId(), "-" + e.amount(), "-" + e.amount(), 1);
      case EntryPosted e ->
          e.postings().stream()
              .filter(line -> line.accountId().startsWith("boundary:"))
              .forEach(line -> change(line.accountId(), line.amount(), "0", 1));
      default -> {}
    }
  }

  private void change(String account, String posted, String held, long postings) {
    Figures before = accounts.getOrDefault(account, Figures.NOTHING);
    accounts.put(
        account,
        new Figures(
            before.posted.add(new BigInteger(posted)),
            before.held.add(new BigInteger(held)),
            before.postings + postings));
  }

  BigInteger posted(String account) {
    return accounts.getOrDefault(account, Figures.NOTHING).posted;
  }
}
