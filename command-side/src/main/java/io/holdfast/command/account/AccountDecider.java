package io.holdfast.command.account;

import io.holdfast.api.account.AccountCommand;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.DestinationDisallowed;
import io.holdfast.api.account.DisallowDestination;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldId;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.account.ReleaseHold;
import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.money.Money;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.account.AccountState.Unopened;
import java.time.Instant;
import java.util.List;

/**
 * The rules of one account. The law: available = posted − held, for each asset, and it is never
 * negative after an event. Held is the sum of the open holds. Pure: the same arguments give the
 * same answer.
 *
 * <p>A retry is answered quietly while its traces are there: an account opened with the same owner
 * and label, a hold still open with the same content, an address already listed, a hold no longer
 * open.
 */
public final class AccountDecider {
  public static final int MAX_OPEN_HOLDS = 1_000;
  public static final int MAX_DESTINATIONS = 100;
  private static final int MAX_TEXT = 120;

  private AccountDecider() {}

  /**
   * What follows from a command.
   *
   * @throws Rejection the account says no; nothing happened
   */
  public static List<AccountEvent> decide(AccountCommand command, AccountState state, Instant now) {
    command.accountId().requireNoPot();
    return switch (command) {
      case OpenAccount open -> open(open, state);
      case PlaceHold place -> placeHold(place, state.requireOpen(), now);
      case ReleaseHold release -> release(release.holdId(), state.requireOpen());
      case AllowDestination allow -> allow(allow, state.requireOpen());
      case DisallowDestination disallow -> disallow(disallow, state.requireOpen());
    };
  }

  /** An order's pot. The order owns it, and so nobody who can sign in does. */
  public static List<AccountEvent> openPot(OrderId orderId, AccountState state) {
    return switch (state) {
      case Unopened _ ->
          List.of(new AccountOpened(orderId.pot().value(), orderId.value(), "Escrow"));
      case Open _ -> throw new Defect(orderId + " has a pot already");
    };
  }

  /** What the account is after a fact. */
  public static AccountState evolve(AccountState state, AccountEvent event) {
    return AccountHistory.evolve(state, event);
  }

  /**
   * One posting of a journal entry.
   *
   * @throws Rejection INSUFFICIENT_FUNDS when it would take more than is available
   */
  public static List<AccountEvent> post(EntryId entryId, Money amount, Open account) {
    String asset = amount.asset().code();
    Funds funds = account.fundsOf(asset);
    if (amount.signum() < 0 && funds.available().add(amount.minor()).signum() < 0) {
      throw insufficient();
    }
    Money posted = new Money(amount.asset(), funds.posted()).plus(amount);
    return List.of(
        new AmountPosted(
            account.accountId(),
            entryId.value(),
            asset,
            amount.digits(),
            posted.digits(),
            funds.held().toString()));
  }

  /** Spends a hold by a journal entry: held and posted shrink together, available stays. */
  public static List<AccountEvent> capture(HoldId holdId, EntryId entryId, Open account) {
    OpenHold hold = account.holds().get(holdId.value());
    if (hold == null) {
      throw new IllegalStateException(
          holdId + " is not open on " + account.accountId() + ", so it cannot be captured");
    }
    Funds funds = account.fundsOf(hold.asset());
    return List.of(
        new HoldCaptured(
            account.accountId(),
            holdId.value(),
            entryId.value(),
            hold.asset(),
            hold.amount().toString(),
            funds.posted().subtract(hold.amount()).toString(),
            funds.held().subtract(hold.amount()).toString()));
  }

  private static List<AccountEvent> open(OpenAccount command, AccountState state) {
    return switch (state) {
      case Unopened unopened -> {
        if (command.accountId().isBoundary()) {
          throw new Rejection(
              ErrorCode.MALFORMED_ID, "A boundary account exists by itself: nobody opens it.");
        }
        requireText(command.ownerId(), "owner");
        requireText(command.label(), "label");
        yield List.of(new AccountOpened(command.targetId(), command.ownerId(), command.label()));
      }
      case Open open -> {
        if (!open.ownerId().equals(command.ownerId()) || !open.label().equals(command.label())) {
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT,
              "An account with this id has another owner or label.");
        }
        yield List.of();
      }
    };
  }

  private static List<AccountEvent> placeHold(PlaceHold command, Open account, Instant now) {
    Money amount = command.amount();
    OpenHold existing = account.holds().get(command.holdId().value());
    if (existing != null) {
      requireSame(command, existing);
      return List.of();
    }
    if (amount.signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "A hold must be greater than zero.");
    }
    requireText(command.reason(), "reason");
    if (account.holds().size() >= MAX_OPEN_HOLDS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_HOLDS, "An account has at most " + MAX_OPEN_HOLDS + " open holds.");
    }
    Funds funds = account.fundsOf(amount.asset().code());
    if (funds.available().compareTo(amount.minor()) < 0) {
      throw insufficient();
    }
    return List.of(
        new HoldPlaced(
            account.accountId(),
            command.holdId().value(),
            amount.asset().code(),
            amount.digits(),
            command.reason(),
            funds.posted().toString(),
            funds.held().add(amount.minor()).toString(),
            now.toEpochMilli()));
  }

  private static void requireSame(PlaceHold command, OpenHold existing) {
    if (!existing.asset().equals(command.amount().asset().code())
        || !existing.amount().equals(command.amount().minor())
        || !existing.reason().equals(command.reason())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "A hold with this id has another content.");
    }
  }

  private static List<AccountEvent> release(HoldId holdId, Open account) {
    OpenHold hold = account.holds().get(holdId.value());
    if (hold == null) {
      return List.of();
    }
    Funds funds = account.fundsOf(hold.asset());
    return List.of(
        new HoldReleased(
            account.accountId(),
            holdId.value(),
            hold.asset(),
            hold.amount().toString(),
            funds.posted().toString(),
            funds.held().subtract(hold.amount()).toString()));
  }

  private static List<AccountEvent> allow(AllowDestination command, Open account) {
    if (account.destinations().contains(new Destination(command.rail(), command.address()))) {
      return List.of();
    }
    if (account.destinations().size() >= MAX_DESTINATIONS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_DESTINATIONS,
          "An allow-list has at most " + MAX_DESTINATIONS + " addresses.");
    }
    return List.of(new DestinationAllowed(account.accountId(), command.rail(), command.address()));
  }

  private static List<AccountEvent> disallow(DisallowDestination command, Open account) {
    if (!account.destinations().contains(new Destination(command.rail(), command.address()))) {
      return List.of();
    }
    return List.of(
        new DestinationDisallowed(account.accountId(), command.rail(), command.address()));
  }

  private static void requireText(String text, String what) {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "The " + what + " must have 1 to " + MAX_TEXT + " characters.");
    }
  }

  private static Rejection insufficient() {
    return new Rejection(
        ErrorCode.INSUFFICIENT_FUNDS, "The account has less available than this would take.");
  }
}
