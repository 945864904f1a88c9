package io.holdfast.command.deposit;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.PaymentUncounted;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.EntryPosted.Line;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepositHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final AccountId ALICE = new AccountId("account:alice");
  private static final DepositRequestId REQUEST = new DepositRequestId("deposit-request:1");
  private static final DepositId ID = DepositId.of("bitcoin", "aa", 0);
  private static final BlockRef A = new BlockRef(100, "a");
  private static final BlockRef B = new BlockRef(101, "b");
  private final TestLedger ledger =
      new TestLedger(new TestRails(2, 6), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aliceAskedForAnAddress() {
    ledger.send(new OpenAccount(ALICE, "user:alice", "Main"));
    ledger.send(wish(REQUEST, ALICE));
  }

  @Test
  void givesTheRailsAddressToARequest() {
    DepositRequestId other = new DepositRequestId("deposit-request:2");
    assertThat(ledger.send(wish(other, ALICE)))
        .singleElement()
        .isInstanceOfSatisfying(
            DepositRequested.class,
            event -> assertThat(event.address()).isEqualTo("bc1-of-deposit-request:2"));
    assertThat(ledger.send(wish(other, ALICE))).isEmpty();
  }

  @Test
  void givesNoAddressToAnAccountThatNobodyOpened() {
    DepositRequestId other = new DepositRequestId("deposit-request:2");
    assertRefused(
        ErrorCode.NOT_FOUND, () -> ledger.send(wish(other, new AccountId("account:nobody"))));
  }

  @Test
  void givesNoAddressForAnUnknownAsset() {
    var wish =
        new RequestDeposit(
            new DepositRequestId("deposit-request:2"), ALICE, "XYZ", null, Duration.ofHours(1));
    assertRefused(ErrorCode.UNKNOWN_ASSET, () -> ledger.send(wish));
  }

  @Test
  void creditsTheDepositTheRequestTheEntryAndTheAccountInOneAppend() {
    ledger.send(reported(A));
    assertThat(ledger.send(new CountConfirmations(ID, A, 2)))
        .containsExactly(
            new DepositConfirmed(ID.value(), 100, "a", 2),
            new DepositCredited(ID.value(), ALICE.value(), credit(1), "BTC", "1000", "0"),
            new PaymentCounted(REQUEST.value(), ID.value(), "1000", "1000", "OPEN"),
            new EntryPosted(
                credit(1),
                "DEPOSIT",
                List.of(
                    new Line(ALICE.value(), "BTC", "1000"),
                    new Line("boundary:world:bitcoin", "BTC", "-1000")),
                ID.value()),
            new AmountPosted(ALICE.value(), credit(1), "BTC", "1000", "1000", "0"));
  }

  @Test
  void takesBackWhatIsThereAndBooksTheRestAsAShortfall() {
    credited();
    ledger.send(
        new PlaceHold(
            ALICE, new HoldId("hold:1"), Money.of(TestLedger.ASSETS.require("BTC"), 700), "x"));
    assertThat(ledger.send(new OrphanPayment(ID, A)))
        .containsExactly(
            new DepositReversed(ID.value(), ALICE.value(), reversal(1), "BTC", "1000", "700"),
            new DepositOrphaned(ID.value(), 100, "a"),
            new PaymentUncounted(REQUEST.value(), ID.value(), "1000", "0", "OPEN"),
            new EntryPosted(
                reversal(1),
                "DEPOSIT_REVERSAL",
                List.of(
                    new Line(ALICE.value(), "BTC", "-300"),
                    new Line("boundary:shortfall:bitcoin", "BTC", "-700"),
                    new Line("boundary:world:bitcoin", "BTC", "1000")),
                ID.value()),
            new AmountPosted(ALICE.value(), reversal(1), "BTC", "-300", "700", "700"));
    assertThat(ledger.available(ALICE.value(), "BTC")).isZero();
  }

  @Test
  void repaysTheShortfallBeforeTheCustomer() {
    credited();
    ledger.send(
        new PlaceHold(
            ALICE, new HoldId("hold:1"), Money.of(TestLedger.ASSETS.require("BTC"), 700), "x"));
    ledger.send(new OrphanPayment(ID, A));
    ledger.send(reported(B));
    assertThat(ledger.send(new CountConfirmations(ID, B, 2)))
        .contains(
            new EntryPosted(
                credit(2),
                "DEPOSIT",
                List.of(
                    new Line(ALICE.value(), "BTC", "300"),
                    new Line("boundary:shortfall:bitcoin", "BTC", "700"),
                    new Line("boundary:world:bitcoin", "BTC", "-1000")),
                ID.value()));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(300);
  }

  @Test
  void reversesBeforeItConfirmsInAnotherBlock() {
    credited();
    List<Event> events = ledger.send(reported(B));
    assertThat(events).first().isInstanceOf(DepositReversed.class);
    assertThat(events).contains(new DepositConfirmed(ID.value(), 101, "b", 1));
    assertThat(ledger.available(ALICE.value(), "BTC")).isZero();
  }

  @Test
  void isQuietWhateverIsToldTwice() {
    ledger.send(reported(A));
    assertThat(ledger.send(reported(A))).isEmpty();
    ledger.send(new CountConfirmations(ID, A, 2));
    assertThat(ledger.send(new CountConfirmations(ID, A, 2))).isEmpty();
    ledger.send(new OrphanPayment(ID, A));
    assertThat(ledger.send(new OrphanPayment(ID, A))).isEmpty();
  }

  @Test
  void keepsAsideWhatIsForNobody() {
    DepositId stray = DepositId.of("bitcoin", "bb", 1);
    var report =
        new ReportPayment(
            stray,
            new DepositRequestId("deposit-request:unknown"),
            "bitcoin",
            "bb",
            1,
            Money.of(TestLedger.ASSETS.require("BTC"), 1_000),
            A,
            NOW);
    assertThat(ledger.send(report))
        .hasExactlyElementsOfTypes(DepositDetected.class, DepositSuspended.class);
  }

  private void credited() {
    ledger.send(reported(A));
    ledger.send(new CountConfirmations(ID, A, 2));
  }

  private static ReportPayment reported(BlockRef block) {
    return new ReportPayment(
        ID,
        REQUEST,
        "bitcoin",
        "aa",
        0,
        Money.of(TestLedger.ASSETS.require("BTC"), 1_000),
        block,
        NOW);
  }

  private static RequestDeposit wish(DepositRequestId id, AccountId account) {
    return new RequestDeposit(id, account, "BTC", null, Duration.ofHours(1));
  }

  private static String credit(int number) {
    return "entry:deposit:bitcoin:aa:0:credit-" + number;
  }

  private static String reversal(int number) {
    return "entry:deposit:bitcoin:aa:0:reversal-" + number;
  }
}
