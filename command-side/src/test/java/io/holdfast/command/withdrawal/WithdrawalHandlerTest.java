package io.holdfast.command.withdrawal;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.EntryPosted.Line;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalCancelled;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalRejected;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithdrawalHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Asset BTC = TestLedger.ASSETS.require("BTC");
  private static final AccountId ALICE = new AccountId("account:alice");
  private static final WithdrawalId ID = new WithdrawalId("withdrawal:1");
  private static final BlockRef A = new BlockRef(100, "a");
  private final TestLedger ledger =
      new TestLedger(new TestRails(2, 3), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void aliceHasAMillion() {
    ledger.send(new OpenAccount(ALICE, "user:alice", "Main"));
    ledger.send(
        new PostEntry(
            new JournalEntry(
                new EntryId("entry:0"),
                EntryKind.DEPOSIT,
                List.of(
                    new Posting(AccountId.world("bitcoin"), Money.of(BTC, -1_000_000)),
                    new Posting(ALICE, Money.of(BTC, 1_000_000))),
                "test")));
  }

  @Test
  void holdsTheFundsInTheAppendOfTheRequest() {
    assertThat(ledger.send(wish(ID, 1_000)))
        .containsExactly(
            new WithdrawalRequested(
                ID.value(),
                ALICE.value(),
                "bitcoin",
                "BTC",
                "1000",
                "100",
                "bc1dest",
                "user:alice",
                0,
                3),
            new WithdrawalApproved(ID.value()),
            new HoldPlaced(
                ALICE.value(),
                ID.hold().value(),
                "BTC",
                "1100",
                "withdrawal",
                "1000000",
                "1100",
                NOW.toEpochMilli()));
  }

  @Test
  void keepsTheCanonicalAddressWhateverTheSpelling() {
    assertThat(ledger.send(wish(ID, 1_000, "BC1DEST")))
        .first()
        .isInstanceOfSatisfying(
            WithdrawalRequested.class,
            event -> assertThat(event.destination()).isEqualTo("bc1dest"));
    assertThat(ledger.send(wish(ID, 1_000, "bc1Dest"))).isEmpty();
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertRefused(ErrorCode.ADDRESS_MALFORMED, () -> ledger.send(wish(ID, 1_000, "nowhere")));
  }

  @Test
  void comparesTheAllowListInCanonicalSpelling() {
    ledger.send(new AllowDestination(ALICE, "bitcoin", "BC1DEST"));
    assertThat(ledger.send(wish(ID, 1_000, "bc1dest"))).isNotEmpty();
    assertRefused(
        ErrorCode.DESTINATION_NOT_ALLOWED,
        () -> ledger.send(wish(new WithdrawalId("withdrawal:2"), 1_000, "bc1other")));
  }

  @Test
  void changesNothingWhenTheFundsDoNotReachForTheFee() {
    assertRefused(ErrorCode.INSUFFICIENT_FUNDS, () -> ledger.send(wish(ID, 1_000_000)));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_000_000);
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(new CancelWithdrawal(ID, "user:alice")));
  }

  @Test
  void isQuietWhenItIsAskedAgainThoughTheFundsAreHeldByNow() {
    ledger.send(wish(ID, 600_000));
    assertThat(ledger.send(wish(ID, 600_000))).isEmpty();
  }

  @Test
  void countsTheDayOverWithdrawalsThatMayStillLeave() {
    ledger.send(wish(ID, 900_000));
    ledger.send(new RejectWithdrawal(ID, "user:olivia", "odd"));
    assertThat(ledger.account(ALICE.value()).withdrawn().sum("BTC", NOW.toEpochMilli())).isZero();
    assertThat(ledger.send(wish(new WithdrawalId("withdrawal:2"), 900_000))).isNotEmpty();
  }

  @Test
  void releasesTheFundsInTheAppendOfEveryEndWithoutPayment() {
    var released =
        new HoldReleased(ALICE.value(), ID.hold().value(), "BTC", "500101", "1000000", "0");
    ledger.send(wish(ID, 500_001));
    assertThat(ledger.send(new RejectWithdrawal(ID, "user:olivia", "odd")))
        .containsExactly(new WithdrawalRejected(ID.value(), "user:olivia", "odd"), released);
  }

  @Test
  void releasesTheFundsOfACancelledAndOfAFailedWithdrawal() {
    WithdrawalId other = new WithdrawalId("withdrawal:2");
    ledger.send(wish(ID, 1_000));
    assertThat(ledger.send(new CancelWithdrawal(ID, "user:alice")))
        .hasExactlyElementsOfTypes(WithdrawalCancelled.class, HoldReleased.class);
    ledger.send(wish(other, 1_000));
    assertThat(ledger.send(new FailWithdrawal(other, "coins spent")))
        .hasExactlyElementsOfTypes(WithdrawalFailed.class, HoldReleased.class);
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_000_000);
  }

  @Test
  void settlesWithTheHoldAndTheEntryInOneAppend() {
    signed(40);
    String entry = "entry:withdrawal:1";
    assertThat(ledger.send(new CountWithdrawalConfirmations(ID, A, 3)))
        .containsExactly(
            new WithdrawalConfirmed(ID.value(), 100, "a", 3),
            new WithdrawalSettled(ID.value(), entry),
            new EntryPosted(
                entry,
                "WITHDRAWAL",
                List.of(
                    new Line(ALICE.value(), "BTC", "-1100"),
                    new Line("boundary:world:bitcoin", "BTC", "1040"),
                    new Line("boundary:fees:bitcoin", "BTC", "60")),
                ID.value()),
            new HoldCaptured(
                ALICE.value(), ID.hold().value(), entry, "BTC", "1100", "998900", "0"));
  }

  @Test
  void leavesTheFeeAccountOutWhenTheChainTookTheWholeFee() {
    signed(100);
    assertThat(ledger.send(new CountWithdrawalConfirmations(ID, A, 3)))
        .contains(
            new EntryPosted(
                "entry:withdrawal:1",
                "WITHDRAWAL",
                List.of(
                    new Line(ALICE.value(), "BTC", "-1100"),
                    new Line("boundary:world:bitcoin", "BTC", "1100")),
                ID.value()));
  }

  @Test
  void booksALossWhenTheChainTookMoreThanTheFee() {
    signed(130);
    assertThat(ledger.send(new CountWithdrawalConfirmations(ID, A, 3)))
        .contains(
            new EntryPosted(
                "entry:withdrawal:1",
                "WITHDRAWAL",
                List.of(
                    new Line(ALICE.value(), "BTC", "-1100"),
                    new Line("boundary:world:bitcoin", "BTC", "1130"),
                    new Line("boundary:fees:bitcoin", "BTC", "-30")),
                ID.value()));
  }

  @Test
  void booksWhatTheChainTookAndNotWhatItMightHaveTaken() {
    signed(130);
    ledger.send(new RecordChainFee(ID, "tx", Money.of(BTC, 40)));
    assertThat(ledger.send(new CountWithdrawalConfirmations(ID, A, 3)))
        .contains(
            new EntryPosted(
                "entry:withdrawal:1",
                "WITHDRAWAL",
                List.of(
                    new Line(ALICE.value(), "BTC", "-1100"),
                    new Line("boundary:world:bitcoin", "BTC", "1040"),
                    new Line("boundary:fees:bitcoin", "BTC", "60")),
                ID.value()));
  }

  @Test
  void booksTheFeeOfAPaymentThatFailedAsOurLossAndReleasesTheWholeHold() {
    signed(130);
    ledger.send(new RecordChainFee(ID, "tx", Money.of(BTC, 40)));
    assertThat(ledger.send(new FailWithdrawal(ID, "refused by the chain")))
        .hasExactlyElementsOfTypes(WithdrawalFailed.class, HoldReleased.class, EntryPosted.class)
        .contains(
            new EntryPosted(
                "entry:withdrawal:1:lost-fee",
                "WITHDRAWAL",
                List.of(
                    new Line("boundary:world:bitcoin", "BTC", "40"),
                    new Line("boundary:fees:bitcoin", "BTC", "-40")),
                ID.value()));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_000_000);
  }

  @Test
  void needsTwoDifferentPeopleAboveTheThreshold() {
    ledger.send(wish(ID, 500_001));
    assertRefused(
        ErrorCode.APPROVER_IS_REQUESTER,
        () -> ledger.send(new ApproveWithdrawal(ID, "user:alice")));
    ledger.send(new ApproveWithdrawal(ID, "user:olivia"));
    assertThat(ledger.send(new ApproveWithdrawal(ID, "user:olivia"))).isEmpty();
    assertThat(ledger.send(new ApproveWithdrawal(ID, "user:adam")))
        .contains(new WithdrawalApproved(ID.value()));
  }

  @Test
  void mintsForAnAccountAfterASecondPersonAgreedAndPostsItWhenItIsFinal() {
    RequestMint mint = mint(5_000);
    assertThat(ledger.send(mint)).hasExactlyElementsOfTypes(WithdrawalRequested.class);
    assertThat(ledger.send(mint)).isEmpty();
    assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(mint(5_001)));
    assertRefused(
        ErrorCode.APPROVER_IS_REQUESTER,
        () -> ledger.send(new ApproveWithdrawal(ID, "user:olivia")));
    ledger.send(new ApproveWithdrawal(ID, "user:adam"));
    ledger.send(new ApproveWithdrawal(ID, "user:otto"));
    ledger.send(new RecordSigned(ID, "tx", "00ff", Money.of(BTC, 0)));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_000_000);

    assertThat(ledger.send(new CountWithdrawalConfirmations(ID, A, 3)))
        .contains(
            new EntryPosted(
                "entry:withdrawal:1",
                "MINT",
                List.of(
                    new Line(ALICE.value(), "BTC", "5000"),
                    new Line("boundary:world:bitcoin", "BTC", "-5000")),
                ID.value()));
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_005_000);
  }

  @Test
  void aMintThatEndsWithoutBeingMadeReleasesNothing() {
    ledger.send(mint(5_000));
    assertThat(ledger.send(new RejectWithdrawal(ID, "user:adam", "no")))
        .hasExactlyElementsOfTypes(WithdrawalRejected.class);
    assertThat(ledger.available(ALICE.value(), "BTC")).isEqualTo(1_000_000);
  }

  @Test
  void aMintKeepsTheLimitsOfAWithdrawal() {
    assertRefused(ErrorCode.BELOW_MINIMUM, () -> ledger.send(mint(999)));
    assertRefused(ErrorCode.LIMIT_PER_WITHDRAWAL_EXCEEDED, () -> ledger.send(mint(1_000_001)));
  }

  private static RequestMint mint(long minor) {
    return new RequestMint(ID, ALICE, Money.of(BTC, minor), "user:olivia");
  }

  private void signed(long chainFee) {
    ledger.send(wish(ID, 1_000));
    ledger.send(new RecordSigned(ID, "tx", "00ff", Money.of(BTC, chainFee)));
  }

  private static RequestWithdrawal wish(WithdrawalId id, long minor) {
    return wish(id, minor, "bc1dest");
  }

  private static RequestWithdrawal wish(WithdrawalId id, long minor, String destination) {
    return new RequestWithdrawal(id, ALICE, Money.of(BTC, minor), destination, "user:alice");
  }
}
