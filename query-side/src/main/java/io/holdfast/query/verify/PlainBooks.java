package io.holdfast.query.verify;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.DestinationDisallowed;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.query.fold.LoggedEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books as one would keep them on paper: what each account has and holds back, from amounts
 * alone. It shares no code with the projections, takes no balance that an event carries for
 * granted, and goes on after what is wrong, so that one pass tells all of it. The laws it holds
 * each event to:
 *
 * <ul>
 *   <li>an entry sums to zero per asset, and each of its postings to a guarded account stands in
 *       that account's own events with the same amount, and nothing stands there besides;
 *   <li>the balance an event carries is the one before it and its amount;
 *   <li>nothing is held back twice, and only what is held back is given back or spent;
 *   <li>no guarded account has less than it holds back, nor holds back less than nothing.
 * </ul>
 *
 * Memory: one number for each account and asset, and for each open hold. Not thread-safe.
 */
final class PlainBooks {
  /** A place where value lies. */
  record Place(String accountId, String asset) {}

  private record Half(String accountId, String entryId, String asset) {}

  private record Hold(String accountId, String holdId) {}

  private record Held(String asset, BigInteger amount) {}

  private final Set<String> opened = new HashSet<>();
  private final Map<Place, BigInteger> posted = new HashMap<>();
  private final Map<Place, BigInteger> held = new HashMap<>();
  private final Map<Hold, Held> holds = new HashMap<>();

  /** What the entry says less what the account says. */
  private final Map<Half, BigInteger> halves = new HashMap<>();

  private final Tally entries = new Tally("entries");
  private final Tally balances = new Tally("balances after");
  private final Tally holdings = new Tally("holds");
  private final Tally accounts = new Tally("accounts");
  private long index;

  /** The last event that was taken; 0 for none. */
  long index() {
    return index;
  }

  void take(LoggedEvent logged) {
    index = logged.index();
    switch (logged.event()) {
      case EntryPosted entry -> enter(entry);
      case AccountEvent event -> change(event);
      default -> {}
    }
  }

  private void enter(EntryPosted entry) {
    entries.checked();
    Map<String, BigInteger> sums = new TreeMap<>();
    for (EntryPosted.Line line : entry.postings()) {
      BigInteger amount = new BigInteger(line.amount());
      sums.merge(line.asset(), amount, BigInteger::add);
      if (line.accountId().startsWith(AccountId.BOUNDARY)) {
        add(posted, new Place(line.accountId(), line.asset()), amount);
      } else {
        half(line.accountId(), entry.entryId(), line.asset(), amount);
      }
    }
    sums.values().removeIf(sum -> sum.signum() == 0);
    entries.require(
        sums.isEmpty(),
        () -> "event %d: %s does not sum to zero: %s".formatted(index, entry.entryId(), sums));
  }

  private void change(AccountEvent event) {
    requireOpened(event);
    switch (event) {
      case AccountOpened _, DestinationAllowed _, DestinationDisallowed _ -> {}
      case AmountPosted e -> {
        BigInteger amount = new BigInteger(e.amount());
        half(e.accountId(), e.entryId(), e.asset(), amount.negate());
        add(posted, new Place(e.accountId(), e.asset()), amount);
        carries(e.accountId(), e.asset(), e.postedAfter(), e.heldAfter());
      }
      case HoldPlaced e -> {
        place(new Hold(e.accountId(), e.holdId()), e.asset(), new BigInteger(e.amount()));
        carries(e.accountId(), e.asset(), e.postedAfter(), e.heldAfter());
      }
      case HoldReleased e -> {
        end(new Hold(e.accountId(), e.holdId()), e.asset(), new BigInteger(e.amount()));
        carries(e.accountId(), e.asset(), e.postedAfter(), e.heldAfter());
      }
      case HoldCaptured e -> {
        BigInteger amount = new BigInteger(e.amount());
        half(e.accountId(), e.entryId(), e.asset(), amount);
        end(new Hold(e.accountId(), e.holdId()), e.asset(), amount);
        add(posted, new Place(e.accountId(), e.asset()), amount.negate());
        carries(e.accountId(), e.asset(), e.postedAfter(), e.heldAfter());
      }
    }
  }

  private void requireOpened(AccountEvent event) {
    if (event instanceof AccountOpened) {
      accounts.checked();
      accounts.require(
          opened.add(event.streamId()),
          () -> "event %d: %s is opened twice".formatted(index, event.streamId()));
    } else {
      accounts.require(
          opened.contains(event.streamId()),
          () -> "event %d: %s was never opened".formatted(index, event.streamId()));
    }
  }

  private void half(String accountId, String entryId, String asset, BigInteger amount) {
    Half half = new Half(accountId, entryId, asset);
    BigInteger left = halves.merge(half, amount, BigInteger::add);
    if (left.signum() == 0) {
      halves.remove(half);
    }
  }

  private void place(Hold hold, String asset, BigInteger amount) {
    holdings.checked();
    holdings.require(
        holds.putIfAbsent(hold, new Held(asset, amount)) == null,
        () -> "event %d: %s is placed twice".formatted(index, hold.holdId()));
    add(held, new Place(hold.accountId(), asset), amount);
  }

  private void end(Hold hold, String asset, BigInteger amount) {
    holdings.require(
        new Held(asset, amount).equals(holds.remove(hold)),
        () ->
            "event %d: %s of %s %s is not what is held back"
                .formatted(index, hold.holdId(), amount, asset));
    add(held, new Place(hold.accountId(), asset), amount.negate());
  }

  private void carries(String accountId, String asset, String postedAfter, String heldAfter) {
    Place place = new Place(accountId, asset);
    BigInteger has = amount(posted, place);
    BigInteger holdsBack = amount(held, place);
    balances.checked();
    balances.require(
        has.toString().equals(postedAfter) && holdsBack.toString().equals(heldAfter),
        () ->
            "event %d: %s has %s %s and holds back %s, not %s and %s"
                .formatted(index, accountId, has, asset, holdsBack, postedAfter, heldAfter));
    balances.require(
        holdsBack.signum() >= 0 && has.compareTo(holdsBack) >= 0,
        () ->
            "event %d: %s has %s %s and holds back %s"
                .formatted(index, accountId, has, asset, holdsBack));
  }

  /** What is there to be told once every event was taken. */
  List<ReplayFinding> findings() {
    halves.forEach(
        (half, left) ->
            entries.require(
                false,
                () ->
                    "%s and %s differ by %s %s"
                        .formatted(half.entryId(), half.accountId(), left, half.asset())));
    return List.of(
        accounts.finding(),
        entries.finding(),
        balances.finding(),
        holdings.finding(),
        sums().finding());
  }

  /** Over all accounts, the outside world's too, every asset is zero. */
  private Tally sums() {
    Map<String, BigInteger> sums = new TreeMap<>();
    posted.forEach((place, amount) -> sums.merge(place.asset(), amount, BigInteger::add));
    Tally tally = new Tally("assets that sum to zero");
    sums.forEach(
        (asset, sum) -> {
          tally.checked();
          tally.require(sum.signum() == 0, () -> "%s sums to %s".formatted(asset, sum));
        });
    return tally;
  }

  BigInteger posted(Place place) {
    return amount(posted, place);
  }

  BigInteger held(Place place) {
    return amount(held, place);
  }

  /** Every place where value ever lay. */
  Set<Place> places() {
    Set<Place> places = new HashSet<>(posted.keySet());
    places.addAll(held.keySet());
    return places;
  }

  private static void add(Map<Place, BigInteger> amounts, Place place, BigInteger amount) {
    amounts.merge(place, amount, BigInteger::add);
  }

  private static BigInteger amount(Map<Place, BigInteger> amounts, Place place) {
    return amounts.getOrDefault(place, BigInteger.ZERO);
  }
}
