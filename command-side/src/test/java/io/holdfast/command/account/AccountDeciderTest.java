package io.holdfast.command.account;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holdfast.api.account.AccountCommand;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
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
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.command.account.AccountState.Open;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");
  private static final AccountId ALICE = new AccountId("account:alice-main");
  private static final EntryId ENTRY = new EntryId("entry:1");
  private static final HoldId HOLD = new HoldId("hold:1");

  @Nested
  class WhenUnopened {
    @Test
    void opens() {
      assertThat(decide(openAlice(), AccountState.UNOPENED))
          .containsExactly(new AccountOpened(ALICE.value(), "user:alice", "Main"));
    }

    @Test
    void refusesEverythingElse() {
      List<AccountCommand> others =
          List.of(
              new PlaceHold(ALICE, HOLD, btc(1), "escrow"),
              new ReleaseHold(ALICE, HOLD),
              new AllowDestination(ALICE, "bitcoin", "bc1a"),
              new DisallowDestination(ALICE, "bitcoin", "bc1a"));
      for (AccountCommand command : others) {
        assertRefused(ErrorCode.NOT_FOUND, () -> decide(command, AccountState.UNOPENED));
      }
    }

    @Test
    void refusesToOpenABoundaryAccount() {
      var command = new OpenAccount(AccountId.world("bitcoin"), "user:alice", "Main");
      assertRefused(ErrorCode.MALFORMED_ID, () -> decide(command, AccountState.UNOPENED));
    }

    @Test
    void refusesABlankOwnerAndAnEndlessLabel() {
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () -> decide(new OpenAccount(ALICE, " ", "Main"), AccountState.UNOPENED));
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () ->
              decide(new OpenAccount(ALICE, "user:alice", "x".repeat(121)), AccountState.UNOPENED));
    }
  }

  @Nested
  class WhenOpen {
    @Test
    void opensQuietlyAgain() {
      assertThat(decide(openAlice(), anOpenAccount())).isEmpty();
    }

    @Test
    void refusesToOpenForAnotherOwnerOrUnderAnotherLabel() {
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decide(new OpenAccount(ALICE, "user:bob", "Main"), anOpenAccount()));
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decide(new OpenAccount(ALICE, "user:alice", "Other"), anOpenAccount()));
    }
  }

  @Nested
  class Posting {
    @Test
    void takesInMoneyAndTellsTheBalanceAfterIt() {
      assertThat(AccountDecider.post(ENTRY, btc(7), anAccountWith(5)))
          .containsExactly(new AmountPosted(ALICE.value(), "entry:1", "BTC", "7", "12", "0"));
    }

    @Test
    void givesAwayTheLastUnit() {
      assertThat(AccountDecider.post(ENTRY, btc(-5), anAccountWith(5)))
          .containsExactly(new AmountPosted(ALICE.value(), "entry:1", "BTC", "-5", "0", "0"));
    }

    @Test
    void refusesOneUnitTooMany() {
      assertRefused(
          ErrorCode.INSUFFICIENT_FUNDS,
          () -> AccountDecider.post(ENTRY, btc(-6), anAccountWith(5)));
    }

    @Test
    void refusesToGiveAwayWhatIsHeld() {
      assertRefused(
          ErrorCode.INSUFFICIENT_FUNDS,
          () -> AccountDecider.post(ENTRY, btc(-3), anAccountHolding(5, 3)));
    }

    @Test
    void keepsAssetsApart() {
      assertRefused(
          ErrorCode.INSUFFICIENT_FUNDS,
          () -> AccountDecider.post(ENTRY, Money.of(EUR, -1), anAccountWith(5)));
    }

    @Test
    void refusesABalanceThatNoLongerFits() {
      Money most = new Money(BTC, BigInteger.TEN.pow(Money.MAX_DIGITS).subtract(BigInteger.ONE));
      assertRefused(
          ErrorCode.AMOUNT_TOO_LARGE, () -> AccountDecider.post(ENTRY, most, anAccountWith(1)));
    }
  }

  @Nested
  class Holding {
    @Test
    void setsAnAmountAside() {
      Open after = after(anAccountWith(5), decide(hold(3), anAccountWith(5)));
      assertThat(decide(hold(3), anAccountWith(5)))
          .containsExactly(
              new HoldPlaced(
                  ALICE.value(), "hold:1", "BTC", "3", "escrow", "5", "3", NOW.toEpochMilli()));
      assertThat(after.available("BTC")).isEqualTo(2);
      assertThat(after.fundsOf("BTC").posted()).isEqualTo(5);
    }

    @Test
    void holdsTheLastUnitAndNotOneMore() {
      assertThat(decide(hold(5), anAccountWith(5))).hasSize(1);
      assertRefused(ErrorCode.INSUFFICIENT_FUNDS, () -> decide(hold(6), anAccountWith(5)));
    }

    @Test
    void refusesNothingAndLessThanNothing() {
      assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> decide(hold(0), anAccountWith(5)));
      assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> decide(hold(-1), anAccountWith(5)));
    }

    @Test
    void isQuietWhenTheSameHoldIsOpen() {
      assertThat(decide(hold(3), anAccountHolding(5, 3))).isEmpty();
    }

    @Test
    void refusesAnotherHoldUnderTheSameId() {
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decide(hold(2), anAccountHolding(5, 3)));
    }

    @Test
    void refusesMoreHoldsThanAreRemembered() {
      AccountState full = anAccountWith(100_000);
      for (int i = 0; i < AccountDecider.MAX_OPEN_HOLDS; i++) {
        full = after(full, decide(hold("hold:n" + i, 1), full));
      }
      AccountState last = full;
      assertRefused(ErrorCode.TOO_MANY_HOLDS, () -> decide(hold(1), last));
    }

    @Test
    void releasesToWhatIsAvailable() {
      Open holding = anAccountHolding(5, 3);
      List<AccountEvent> events = decide(new ReleaseHold(ALICE, HOLD), holding);
      assertThat(events)
          .containsExactly(new HoldReleased(ALICE.value(), "hold:1", "BTC", "3", "5", "0"));
      assertThat(after(holding, events).available("BTC")).isEqualTo(5);
      assertThat(after(holding, events).holds()).isEmpty();
    }

    @Test
    void releasesQuietlyWhatIsNotHeld() {
      assertThat(decide(new ReleaseHold(ALICE, HOLD), anAccountWith(5))).isEmpty();
    }

    @Test
    void capturesSoThatPostedAndHeldShrinkTogether() {
      Open holding = anAccountHolding(5, 3);
      List<AccountEvent> events = AccountDecider.capture(HOLD, ENTRY, holding);
      assertThat(events)
          .containsExactly(
              new HoldCaptured(ALICE.value(), "hold:1", "entry:1", "BTC", "3", "2", "0"));
      assertThat(after(holding, events).available("BTC")).isEqualTo(2);
      assertThat(after(holding, events).holds()).isEmpty();
    }

    @Test
    void takesTheCaptureOfAMissingHoldForADefect() {
      assertThatIllegalStateException()
          .isThrownBy(() -> AccountDecider.capture(HOLD, ENTRY, anAccountWith(5)));
    }
  }

  @Nested
  class WithdrawnInTheLastDay {
    @Test
    void countsHoldsForWithdrawalsOnly() {
      Open account = anAccountWith(100);
      account = after(account, decide(withdrawal("hold:w", 10), account));
      account = after(account, decide(hold("hold:e", 20), account));
      assertThat(withdrawn(account, Duration.ZERO)).isEqualTo(10);
    }

    @Test
    void forgetsAfterADayAndNotBefore() {
      Open account = anAccountWith(100);
      account = after(account, decide(withdrawal("hold:w", 10), account));
      assertThat(withdrawn(account, Duration.ofHours(24))).isEqualTo(10);
      assertThat(withdrawn(account, Duration.ofHours(24).plusMinutes(1))).isZero();
    }

    @Test
    void goesOnCountingWhatWasCaptured() {
      Open account = anAccountWith(100);
      account = after(account, decide(withdrawal("hold:1", 10), account));
      account = after(account, AccountDecider.capture(HOLD, ENTRY, account));
      assertThat(withdrawn(account, Duration.ZERO)).isEqualTo(10);
    }

    @Test
    void countsNoLongerWhatWasReleased() {
      Open account = anAccountWith(100);
      account = after(account, decide(withdrawal("hold:1", 10), account));
      account = after(account, decide(withdrawal("hold:2", 5), account));
      account = after(account, decide(new ReleaseHold(ALICE, HOLD), account));
      assertThat(withdrawn(account, Duration.ZERO)).isEqualTo(5);
    }

    @Test
    void remembersNoMoreThanADay() {
      WithdrawnLately lately = WithdrawnLately.NOTHING;
      for (int minute = 0; minute < 1_500; minute++) {
        lately = lately.plus("BTC", BigInteger.ONE, Duration.ofMinutes(minute).toMillis());
      }
      assertThat(lately.sums()).hasSize(24 * 60 + 1);
    }

    private BigInteger withdrawn(Open account, Duration later) {
      return account.withdrawn().sum("BTC", NOW.plus(later).toEpochMilli());
    }
  }

  @Nested
  class AllowList {
    @Test
    void letsPayAnywhereWhileItIsEmpty() {
      assertThat(anOpenAccount().mayPay(new Destination("bitcoin", "bc1a"))).isTrue();
    }

    @Test
    void letsPayNothingElseOnItsRailOnceItHasOne() {
      Open account = after(anOpenAccount(), decide(allow("bc1a"), anOpenAccount()));
      assertThat(account.mayPay(new Destination("bitcoin", "bc1a"))).isTrue();
      assertThat(account.mayPay(new Destination("bitcoin", "bc1b"))).isFalse();
      assertThat(account.mayPay(new Destination("stellar", "G1"))).isTrue();
    }

    @Test
    void takesInAnAddressOnce() {
      Open account = after(anOpenAccount(), decide(allow("bc1a"), anOpenAccount()));
      assertThat(account.destinations()).containsExactly(new Destination("bitcoin", "bc1a"));
      assertThat(decide(allow("bc1a"), anOpenAccount()))
          .containsExactly(new DestinationAllowed(ALICE.value(), "bitcoin", "bc1a"));
      assertThat(decide(allow("bc1a"), account)).isEmpty();
    }

    @Test
    void isBounded() {
      Open account = anOpenAccount();
      for (int i : IntStream.range(0, AccountDecider.MAX_DESTINATIONS).toArray()) {
        account = after(account, decide(allow("bc1" + i), account));
      }
      Open full = account;
      assertRefused(ErrorCode.TOO_MANY_DESTINATIONS, () -> decide(allow("bc1x"), full));
    }

    @Test
    void takesAnAddressOffOnce() {
      Open account = after(anOpenAccount(), decide(allow("bc1a"), anOpenAccount()));
      var disallow = new DisallowDestination(ALICE, "bitcoin", "bc1a");
      assertThat(decide(disallow, account))
          .containsExactly(new DestinationDisallowed(ALICE.value(), "bitcoin", "bc1a"));
      assertThat(decide(disallow, after(account, decide(disallow, account)))).isEmpty();
    }

    private AllowDestination allow(String address) {
      return new AllowDestination(ALICE, "bitcoin", address);
    }
  }

  private static List<AccountEvent> decide(AccountCommand command, AccountState state) {
    return AccountDecider.decide(command, state, NOW);
  }

  private static OpenAccount openAlice() {
    return new OpenAccount(ALICE, "user:alice", "Main");
  }

  private static PlaceHold hold(long minor) {
    return hold("hold:1", minor);
  }

  private static PlaceHold hold(String id, long minor) {
    return new PlaceHold(ALICE, new HoldId(id), btc(minor), "escrow");
  }

  private static PlaceHold withdrawal(String id, long minor) {
    return new PlaceHold(ALICE, new HoldId(id), btc(minor), PlaceHold.FOR_WITHDRAWAL);
  }

  private static Open anOpenAccount() {
    return after(AccountState.UNOPENED, decide(openAlice(), AccountState.UNOPENED));
  }

  private static Open anAccountWith(long minor) {
    return after(anOpenAccount(), AccountDecider.post(ENTRY, btc(minor), anOpenAccount()));
  }

  private static Open anAccountHolding(long posted, long held) {
    return after(anAccountWith(posted), decide(hold(held), anAccountWith(posted)));
  }

  private static Open after(AccountState state, List<AccountEvent> events) {
    AccountState next = state;
    for (AccountEvent event : new ArrayList<>(events)) {
      next = AccountDecider.evolve(next, event);
    }
    return next.requireOpen();
  }

  private static Money btc(long minor) {
    return Money.of(BTC, minor);
  }
}
