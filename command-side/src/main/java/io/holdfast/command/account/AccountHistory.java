package io.holdfast.command.account;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.DestinationDisallowed;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.command.account.AccountState.Open;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Folds the facts of one account into its state. Never refuses: what is in the log has happened.
 */
final class AccountHistory {
  private AccountHistory() {}

  static AccountState evolve(AccountState state, AccountEvent event) {
    return switch (event) {
      case AccountOpened opened ->
          new Open(
              opened.accountId(),
              opened.ownerId(),
              opened.label(),
              Map.of(),
              Map.of(),
              Set.of(),
              WithdrawnLately.NOTHING);
      case AmountPosted posted ->
          balance(state.requireOpen(), posted.asset(), posted.postedAfter(), posted.heldAfter());
      case HoldPlaced placed -> placed(state.requireOpen(), placed);
      case HoldReleased released -> released(state.requireOpen(), released);
      case HoldCaptured captured ->
          without(
              balance(
                  state.requireOpen(),
                  captured.asset(),
                  captured.postedAfter(),
                  captured.heldAfter()),
              captured.holdId());
      case DestinationAllowed allowed -> allowed(state.requireOpen(), allowed);
      case DestinationDisallowed disallowed -> disallowed(state.requireOpen(), disallowed);
    };
  }

  private static Open placed(Open account, HoldPlaced placed) {
    OpenHold hold =
        new OpenHold(
            placed.asset(), new BigInteger(placed.amount()), placed.reason(), placed.atMillis());
    Map<String, OpenHold> holds = new HashMap<>(account.holds());
    holds.put(placed.holdId(), hold);
    WithdrawnLately withdrawn =
        countsAsWithdrawal(hold)
            ? account.withdrawn().plus(hold.asset(), hold.amount(), hold.atMillis())
            : account.withdrawn();
    return with(
        balance(account, placed.asset(), placed.postedAfter(), placed.heldAfter()),
        holds,
        withdrawn);
  }

  /** What was given back was not withdrawn: it no longer counts towards the day. */
  private static Open released(Open account, HoldReleased released) {
    OpenHold hold = account.holds().get(released.holdId());
    Open after =
        without(
            balance(account, released.asset(), released.postedAfter(), released.heldAfter()),
            released.holdId());
    return hold != null && countsAsWithdrawal(hold)
        ? with(
            after,
            after.holds(),
            after.withdrawn().minus(hold.asset(), hold.amount(), hold.atMillis()))
        : after;
  }

  private static Open without(Open account, String holdId) {
    Map<String, OpenHold> holds = new HashMap<>(account.holds());
    holds.remove(holdId);
    return with(account, holds, account.withdrawn());
  }

  private static Open balance(Open account, String asset, String posted, String held) {
    Funds after = new Funds(new BigInteger(posted), new BigInteger(held));
    Map<String, Funds> funds;
    if (account.funds().isEmpty()) {
      funds = Map.of(asset, after);
    } else {
      funds = new HashMap<>(account.funds());
      funds.put(asset, after);
    }
    return new Open(
        account.accountId(),
        account.ownerId(),
        account.label(),
        funds,
        account.holds(),
        account.destinations(),
        account.withdrawn());
  }

  private static Open with(Open account, Map<String, OpenHold> holds, WithdrawnLately withdrawn) {
    return new Open(
        account.accountId(),
        account.ownerId(),
        account.label(),
        account.funds(),
        holds,
        account.destinations(),
        withdrawn);
  }

  private static Open allowed(Open account, DestinationAllowed allowed) {
    Set<Destination> destinations = new HashSet<>(account.destinations());
    destinations.add(new Destination(allowed.rail(), allowed.address()));
    return withDestinations(account, destinations);
  }

  private static Open disallowed(Open account, DestinationDisallowed disallowed) {
    Set<Destination> destinations = new HashSet<>(account.destinations());
    destinations.remove(new Destination(disallowed.rail(), disallowed.address()));
    return withDestinations(account, destinations);
  }

  private static Open withDestinations(Open account, Set<Destination> destinations) {
    return new Open(
        account.accountId(),
        account.ownerId(),
        account.label(),
        account.funds(),
        account.holds(),
        destinations,
        account.withdrawn());
  }

  private static boolean countsAsWithdrawal(OpenHold hold) {
    return hold.reason().equals(PlaceHold.FOR_WITHDRAWAL);
  }
}
