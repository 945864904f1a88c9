package io.holdfast.query.views;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.query.fold.LoggedEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells logs that the ledger could have written: one asset, one rail, time stands on the index. */
public final class Story {
  public static final String WORLD = "boundary:world:bitcoin";
  public static final String SHORTFALL = "boundary:shortfall:bitcoin";
  public static final String FEES = "boundary:fees:bitcoin";

  private final List<LoggedEvent> log = new ArrayList<>();
  private final Map<String, BigInteger> posted = new HashMap<>();
  private final Map<String, BigInteger> held = new HashMap<>();
  private int entries;

  public List<LoggedEvent> log() {
    return List.copyOf(log);
  }

  public long index() {
    return log.size();
  }

  public BigInteger available(String account) {
    return posted(account).subtract(held.getOrDefault(account, BigInteger.ZERO));
  }

  public Story tell(Event event) {
    log.add(new LoggedEvent(log.size() + 1L, 1_000L + log.size(), event));
    return this;
  }

  public Story opened(String account, String owner) {
    return tell(new AccountOpened(account, owner, owner + "'s"));
  }

  public Story allowed(String account, String address) {
    return tell(new DestinationAllowed(account, "bitcoin", address));
  }

  /** The entry first, then the account. */
  public Story paidIn(String account, long amount) {
    String entry = nextEntry();
    tell(entry(entry, "DEPOSIT", line(account, amount), line(WORLD, -amount)));
    return tell(posting(account, entry, amount));
  }

  /** Credited by a deposit, which a reorganisation may take back. */
  public Story credited(String account, String deposit, long amount) {
    String entry = nextEntry();
    tell(posting(account, entry, amount));
    return tell(
        new EntryPosted(
            entry, "DEPOSIT", List.of(line(account, amount), line(WORLD, -amount)), deposit));
  }

  /** Comes in from outside for an order. */
  public Story escrowed(String account, String order, long amount) {
    String entry = nextEntry();
    tell(posting(account, entry, amount));
    return tell(
        new EntryPosted(
            entry, "ESCROW", List.of(line(account, amount), line(WORLD, -amount)), order));
  }

  /** Takes a credit back, as far as the account still has it. */
  public Story reversed(String account, String deposit, long amount) {
    String entry = nextEntry();
    long taken = available(account).min(BigInteger.valueOf(amount)).longValueExact();
    List<EntryPosted.Line> lines = new ArrayList<>(List.of(line(WORLD, amount)));
    if (taken > 0) {
      lines.add(line(account, -taken));
      tell(posting(account, entry, -taken));
    }
    if (taken < amount) {
      lines.add(line(SHORTFALL, taken - amount));
    }
    return tell(new EntryPosted(entry, "DEPOSIT_REVERSAL", lines, deposit));
  }

  /** The accounts first, then the entry. */
  public Story moved(String from, String to, long amount) {
    String entry = nextEntry();
    tell(posting(from, entry, -amount));
    tell(posting(to, entry, amount));
    return tell(entry(entry, "TRANSFER", line(from, -amount), line(to, amount)));
  }

  public Story heldBack(String account, String hold, long amount) {
    held.merge(account, BigInteger.valueOf(amount), BigInteger::add);
    return tell(
        new HoldPlaced(
            account,
            hold,
            "BTC",
            Long.toString(amount),
            "withdrawal",
            posted(account).toString(),
            held.get(account).toString(),
            1));
  }

  /** Captured, with a part of it as our fee. */
  public Story paidOut(String account, String hold, long amount, long fee) {
    return paidOut(account, hold, amount, fee, "because:entry:" + (entries + 1));
  }

  public Story paidOut(String account, String hold, long amount, long fee, String withdrawal) {
    String entry = nextEntry();
    held.merge(account, BigInteger.valueOf(-amount), BigInteger::add);
    posted.merge(account, BigInteger.valueOf(-amount), BigInteger::add);
    tell(
        new HoldCaptured(
            account,
            hold,
            entry,
            "BTC",
            Long.toString(amount),
            posted(account).toString(),
            held.get(account).toString()));
    return tell(
        new EntryPosted(
            entry,
            "WITHDRAWAL",
            List.of(line(account, -amount), line(WORLD, amount - fee), line(FEES, fee)),
            withdrawal));
  }

  public static EntryPosted entry(String id, String kind, EntryPosted.Line... lines) {
    return new EntryPosted(id, kind, List.of(lines), "because:" + id);
  }

  public static EntryPosted.Line line(String account, long amount) {
    return new EntryPosted.Line(account, "BTC", Long.toString(amount));
  }

  private AmountPosted posting(String account, String entry, long amount) {
    posted.merge(account, BigInteger.valueOf(amount), BigInteger::add);
    return new AmountPosted(
        account,
        entry,
        "BTC",
        Long.toString(amount),
        posted(account).toString(),
        held.getOrDefault(account, BigInteger.ZERO).toString());
  }

  private BigInteger posted(String account) {
    return posted.getOrDefault(account, BigInteger.ZERO);
  }

  private String nextEntry() {
    return "entry:" + ++entries;
  }
}
