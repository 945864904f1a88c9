package io.holdfast.command.withdrawal;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalCancelled;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalFeeCharged;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalRejected;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.command.account.AccountDecider;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.policy.WithdrawalPolicy;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WithdrawalDeciderTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final WithdrawalId ID = new WithdrawalId("withdrawal:1");
  private static final AccountId ALICE = new AccountId("account:alice");
  private static final BlockRef A = new BlockRef(100, "a");
  private static final BlockRef B = new BlockRef(101, "b");
  private static final int FINALITY = 3;
  private static final WithdrawalPolicy POLICY =
      new WithdrawalPolicy(
          BTC,
          BigInteger.valueOf(10),
          BigInteger.valueOf(100),
          BigInteger.valueOf(1_000),
          BigInteger.valueOf(2_000),
          BigInteger.valueOf(500),
          2);

  @Nested
  class Requesting {
    @Test
    void isApprovedAtOnceUpToTheThreshold() {
      assertThat(request(wish(500), anAccount(), Withdrawal.UNREQUESTED))
          .containsExactly(requested(500, 0), new WithdrawalApproved(ID.value()));
    }

    @Test
    void awaitsApprovalsAboveTheThreshold() {
      assertThat(request(wish(501), anAccount(), Withdrawal.UNREQUESTED))
          .containsExactly(requested(501, 2));
    }

    @Test
    void holdsTheAmountAndTheFee() {
      assertThat(WithdrawalDecider.hold(wish(500), POLICY))
          .isEqualTo(new PlaceHold(ALICE, ID.hold(), Money.of(BTC, 510), PlaceHold.FOR_WITHDRAWAL));
    }

    @Test
    void isQuietWhenItIsAskedAgainInAnyState() {
      for (Withdrawal state : everyState()) {
        assertThat(request(wish(501), anAccount(), state)).isEmpty();
      }
    }

    @Test
    void refusesAnotherWithdrawalUnderTheSameId() {
      var byBob = new RequestWithdrawal(ID, ALICE, Money.of(BTC, 501), "bc1dest", "user:bob");
      var elsewhere = new RequestWithdrawal(ID, ALICE, Money.of(BTC, 501), "bc1else", "user:alice");
      for (RequestWithdrawal other : List.of(wish(502), byBob, elsewhere)) {
        assertRefused(
            ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> request(other, anAccount(), anAwaiting()));
      }
    }

    @Test
    void refusesTooLittleAndTooMuch() {
      assertRefused(
          ErrorCode.BELOW_MINIMUM, () -> request(wish(99), anAccount(), Withdrawal.UNREQUESTED));
      assertRefused(
          ErrorCode.LIMIT_PER_WITHDRAWAL_EXCEEDED,
          () -> request(wish(1_001), anAccount(), Withdrawal.UNREQUESTED));
    }

    @Test
    void refusesMoreThanADayAllows() {
      Open account = withdrawn(anAccount(), 1_500);
      assertThat(request(wish(490), account, Withdrawal.UNREQUESTED)).isNotEmpty();
      assertRefused(
          ErrorCode.LIMIT_PER_DAY_EXCEEDED,
          () -> request(wish(491), account, Withdrawal.UNREQUESTED));
    }

    @Test
    void paysOnlyToTheAllowListWhereThereIsOne() {
      Open listed = allowing(anAccount(), "bc1dest");
      Open elsewhere = allowing(anAccount(), "bc1other");
      assertThat(request(wish(500), listed, Withdrawal.UNREQUESTED)).isNotEmpty();
      assertRefused(
          ErrorCode.DESTINATION_NOT_ALLOWED,
          () -> request(wish(500), elsewhere, Withdrawal.UNREQUESTED));
    }
  }

  @Nested
  class WhenUnrequested {
    @Test
    void refusesEveryStep() {
      for (Function<Withdrawal, List<WithdrawalEvent>> step : everyStep()) {
        assertRefused(ErrorCode.NOT_FOUND, () -> step.apply(Withdrawal.UNREQUESTED));
      }
    }
  }

  @Nested
  class Approving {
    @Test
    void countsPeople() {
      assertThat(approve("user:olivia", anAwaiting()))
          .containsExactly(new WithdrawalApprovalGiven(ID.value(), "user:olivia", 1));
    }

    @Test
    void isEnoughWithTheLastOneNeeded() {
      assertThat(approve("user:adam", oneApproval()))
          .containsExactly(
              new WithdrawalApprovalGiven(ID.value(), "user:adam", 0),
              new WithdrawalApproved(ID.value()));
    }

    @Test
    void countsNobodyTwice() {
      assertThat(approve("user:olivia", oneApproval())).isEmpty();
      assertThat(approve("user:olivia", aSigned())).isEmpty();
    }

    @Test
    void refusesTheRequester() {
      assertRefused(ErrorCode.APPROVER_IS_REQUESTER, () -> approve("user:alice", anAwaiting()));
    }

    @Test
    void refusesOneMoreThanWasNeeded() {
      for (Withdrawal state : everyStateBut(anAwaiting())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> approve("user:third", state));
      }
    }
  }

  @Nested
  class Rejecting {
    @Test
    void stopsWhatIsNotSigned() {
      for (Withdrawal state : List.of(anAwaiting(), anApproved())) {
        assertThat(reject("user:olivia", state))
            .containsExactly(new WithdrawalRejected(ID.value(), "user:olivia", "odd"));
      }
    }

    @Test
    void isQuietWhenItIsRejectedAlready() {
      assertThat(reject("user:adam", aRejected())).isEmpty();
    }

    @Test
    void refusesTheRequester() {
      assertRefused(ErrorCode.APPROVER_IS_REQUESTER, () -> reject("user:alice", anAwaiting()));
    }

    @Test
    void refusesWhatIsSignedOrOver() {
      for (Withdrawal state : everyStateBut(anAwaiting(), anApproved(), aRejected())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> reject("user:olivia", state));
      }
    }

    @Test
    void refusesToSayNoWithoutAReason() {
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () -> WithdrawalDecider.reject(new RejectWithdrawal(ID, "user:adam", " "), anAwaiting()));
    }
  }

  @Nested
  class Cancelling {
    @Test
    void stopsWhatIsNotSigned() {
      for (Withdrawal state : List.of(anAwaiting(), anApproved())) {
        assertThat(cancel("user:alice", state))
            .containsExactly(new WithdrawalCancelled(ID.value(), "user:alice"));
      }
    }

    @Test
    void isQuietWhenItIsCancelledAlready() {
      assertThat(cancel("user:alice", aCancelled())).isEmpty();
    }

    @Test
    void refusesAnybodyElse() {
      assertRefused(ErrorCode.FORBIDDEN, () -> cancel("user:olivia", anAwaiting()));
    }

    @Test
    void refusesWhatIsSignedOrOver() {
      for (Withdrawal state : everyStateBut(anAwaiting(), anApproved(), aCancelled())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> cancel("user:alice", state));
      }
    }
  }

  @Nested
  class Signing {
    @Test
    void storesTheBytes() {
      assertThat(sign("tx", "00ff", anApproved()))
          .containsExactly(new WithdrawalSigned(ID.value(), "tx", "00ff", "4"));
    }

    @Test
    void isQuietWithTheSameBytes() {
      for (Withdrawal state : List.of(aSigned(), aBroadcast(), aConfirming(1), aSettled())) {
        assertThat(sign("tx", "00ff", state)).isEmpty();
      }
    }

    @Test
    void neverTakesOtherBytes() {
      for (Withdrawal state : List.of(aSigned(), aBroadcast(), aConfirming(1), aSettled())) {
        assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> sign("tx", "00fe", state));
        assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> sign("other", "00ff", state));
      }
    }

    @Test
    void refusesWhatIsNotApprovedOrIsOver() {
      for (Withdrawal state :
          List.of(anAwaiting(), oneApproval(), aRejected(), aCancelled(), aFailed())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> sign("tx", "00ff", state));
      }
    }

    @Test
    void refusesWhatIsNotHexAndAFeeInAnotherAsset() {
      for (String hex : List.of("", "0", "zz", "00FF")) {
        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> sign("tx", hex, anApproved()));
      }
      var command = new RecordSigned(ID, "tx", "00ff", Money.of(EUR, 4));
      assertRefused(
          ErrorCode.MALFORMED_REQUEST, () -> WithdrawalDecider.recordSigned(command, anApproved()));
    }
  }

  @Nested
  class Sending {
    @Test
    void isToldOnce() {
      assertThat(broadcast("tx", aSigned()))
          .containsExactly(new WithdrawalBroadcast(ID.value(), "tx"));
      for (Withdrawal state : List.of(aBroadcast(), aConfirming(1), aSettled())) {
        assertThat(broadcast("tx", state)).isEmpty();
      }
    }

    @Test
    void refusesAnotherTransactionThanTheSignedOne() {
      for (Withdrawal state : List.of(aSigned(), aBroadcast(), aConfirming(1), aSettled())) {
        assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> broadcast("other", state));
      }
    }

    @Test
    void refusesWhereNothingIsSigned() {
      for (Withdrawal state :
          List.of(anAwaiting(), anApproved(), aRejected(), aCancelled(), aFailed())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> broadcast("tx", state));
      }
    }
  }

  @Nested
  class Charging {
    @Test
    void recordsWhatTheChainTookOnce() {
      for (Withdrawal state : List.of(aSigned(), aBroadcast(), aConfirming(1))) {
        assertThat(charge("tx", 7, state)).containsExactly(charged(7));
        Withdrawal after = after(state, List.of(charged(7)));
        assertThat(charge("tx", 7, after)).isEmpty();
        assertThat(charge("tx", 8, after)).containsExactly(charged(8));
      }
    }

    @Test
    void forgetsTheFeeOfABlockThatLostItsPlace() {
      Withdrawal confirming = after(aConfirming(1), List.of(charged(7)));
      Withdrawal orphaned = after(confirming, orphan(A, confirming));

      assertThat(charge("tx", 7, orphaned)).containsExactly(charged(7));
    }

    @Test
    void stillKnowsTheSameBytesOnceTheFeeIsKnown() {
      Withdrawal state = after(aSigned(), List.of(charged(7)));

      assertThat(sign("tx", "00ff", state)).isEmpty();
    }

    @Test
    void refusesTheFeeOfAnotherTransactionOrAsset() {
      assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> charge("other", 7, aBroadcast()));
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> charge("tx", -1, aBroadcast()));
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () ->
              WithdrawalDecider.recordChainFee(
                  new RecordChainFee(ID, "tx", Money.of(EUR, 7)), aBroadcast()));
    }

    @Test
    void changesNothingThatHasEnded() {
      assertThat(charge("tx", 7, aFailed())).isEmpty();
      for (Withdrawal state :
          List.of(anAwaiting(), anApproved(), aRejected(), aCancelled(), aSettled())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> charge("tx", 7, state));
      }
    }
  }

  @Nested
  class Confirming {
    @Test
    void confirmsWhatWasSentEvenWhenNobodySaidSo() {
      for (Withdrawal state : List.of(aSigned(), aBroadcast())) {
        assertThat(count(A, 1, state))
            .containsExactly(new WithdrawalConfirmed(ID.value(), 100, "a", 1));
      }
    }

    @Test
    void settlesAtTheFinalityDepth() {
      assertThat(count(A, FINALITY, aConfirming(2)))
          .containsExactly(
              new WithdrawalConfirmed(ID.value(), 100, "a", 3),
              new WithdrawalSettled(ID.value(), "entry:withdrawal:1"));
    }

    @Test
    void settlesAtOnceWhenManyConfirmationsCome() {
      assertThat(count(A, 9, aBroadcast())).hasSize(2);
    }

    @Test
    void isQuietWhenConfirmationsStandStillOrGoDown() {
      assertThat(count(A, 2, aConfirming(2))).isEmpty();
      assertThat(count(A, 1, aConfirming(2))).isEmpty();
    }

    @Test
    void movesToAnotherBlockByLosingTheFirst() {
      assertThat(count(B, 1, aConfirming(2)))
          .containsExactly(
              new WithdrawalOrphaned(ID.value(), 100, "a"),
              new WithdrawalConfirmed(ID.value(), 101, "b", 1));
    }

    @Test
    void isQuietWhenItIsSettled() {
      assertThat(count(A, 50, aSettled())).isEmpty();
      assertRefused(ErrorCode.WRONG_STATE, () -> count(B, 1, aSettled()));
    }

    @Test
    void refusesWhereNothingIsSigned() {
      for (Withdrawal state :
          List.of(anAwaiting(), anApproved(), aRejected(), aCancelled(), aFailed())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> count(A, 1, state));
      }
    }

    @Test
    void refusesLessThanOneConfirmation() {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> count(A, 0, aBroadcast()));
    }
  }

  @Nested
  class LosingItsBlock {
    @Test
    void goesBackToBeingSent() {
      List<WithdrawalEvent> events = orphan(A, aConfirming(2));
      assertThat(events).containsExactly(new WithdrawalOrphaned(ID.value(), 100, "a"));
      assertThat(after(aConfirming(2), events)).isEqualTo(aBroadcast());
    }

    @Test
    void isQuietWhereItDoesNotStandInThatBlock() {
      assertThat(orphan(B, aConfirming(2))).isEmpty();
      assertThat(orphan(A, aSigned())).isEmpty();
      assertThat(orphan(A, aBroadcast())).isEmpty();
      assertThat(orphan(B, aSettled())).isEmpty();
    }

    @Test
    void isRefusedPastTheFinalityDepth() {
      assertRefused(ErrorCode.WRONG_STATE, () -> orphan(A, aSettled()));
    }

    @Test
    void isRefusedWhereNothingIsSigned() {
      for (Withdrawal state :
          List.of(anAwaiting(), anApproved(), aRejected(), aCancelled(), aFailed())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> orphan(A, state));
      }
    }
  }

  @Nested
  class Failing {
    @Test
    void endsWhatStandsInNoBlock() {
      for (Withdrawal state : List.of(anApproved(), aSigned(), aBroadcast())) {
        assertThat(fail(state)).containsExactly(new WithdrawalFailed(ID.value(), "coins spent"));
      }
    }

    @Test
    void isQuietTheSecondTime() {
      assertThat(fail(aFailed())).isEmpty();
    }

    @Test
    void isRefusedInABlockAndWhereNothingWasApproved() {
      for (Withdrawal state :
          List.of(anAwaiting(), aConfirming(1), aSettled(), aRejected(), aCancelled())) {
        assertRefused(ErrorCode.WRONG_STATE, () -> fail(state));
      }
    }
  }

  @Test
  void takesAFactThatCannotFollowForADefect() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                WithdrawalDecider.evolve(
                    anApproved(), new WithdrawalSettled(ID.value(), "entry:1")));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                WithdrawalDecider.evolve(anApproved(), new WithdrawalBroadcast(ID.value(), "tx")));
  }

  private static List<WithdrawalEvent> request(
      RequestWithdrawal wish, Open account, Withdrawal state) {
    return WithdrawalDecider.request(wish, POLICY, FINALITY, account, state, NOW);
  }

  private static List<WithdrawalEvent> approve(String approver, Withdrawal state) {
    return WithdrawalDecider.approve(new ApproveWithdrawal(ID, approver), state);
  }

  private static List<WithdrawalEvent> reject(String person, Withdrawal state) {
    return WithdrawalDecider.reject(new RejectWithdrawal(ID, person, "odd"), state);
  }

  private static List<WithdrawalEvent> cancel(String person, Withdrawal state) {
    return WithdrawalDecider.cancel(new CancelWithdrawal(ID, person), state);
  }

  private static List<WithdrawalEvent> sign(String transaction, String hex, Withdrawal state) {
    return WithdrawalDecider.recordSigned(
        new RecordSigned(ID, transaction, hex, Money.of(BTC, 4)), state);
  }

  private static List<WithdrawalEvent> broadcast(String transaction, Withdrawal state) {
    return WithdrawalDecider.recordBroadcast(new RecordBroadcast(ID, transaction), state);
  }

  private static List<WithdrawalEvent> charge(String transaction, long fee, Withdrawal state) {
    return WithdrawalDecider.recordChainFee(
        new RecordChainFee(ID, transaction, Money.of(BTC, fee)), state);
  }

  private static WithdrawalFeeCharged charged(long fee) {
    return new WithdrawalFeeCharged(ID.value(), "tx", Long.toString(fee));
  }

  private static List<WithdrawalEvent> count(BlockRef block, long n, Withdrawal state) {
    return WithdrawalDecider.count(new CountWithdrawalConfirmations(ID, block, n), state);
  }

  private static List<WithdrawalEvent> orphan(BlockRef block, Withdrawal state) {
    return WithdrawalDecider.orphan(new OrphanWithdrawal(ID, block), state);
  }

  private static List<WithdrawalEvent> fail(Withdrawal state) {
    return WithdrawalDecider.fail(new FailWithdrawal(ID, "coins spent"), state);
  }

  private static List<Function<Withdrawal, List<WithdrawalEvent>>> everyStep() {
    return List.of(
        state -> approve("user:olivia", state),
        state -> reject("user:olivia", state),
        state -> cancel("user:alice", state),
        state -> sign("tx", "00ff", state),
        state -> broadcast("tx", state),
        state -> count(A, 1, state),
        state -> orphan(A, state),
        WithdrawalDeciderTest::fail);
  }

  private static List<Withdrawal> everyState() {
    return List.of(
        anAwaiting(),
        anApproved(),
        aSigned(),
        aBroadcast(),
        aConfirming(1),
        aSettled(),
        aRejected(),
        aCancelled(),
        aFailed());
  }

  private static List<Withdrawal> everyStateBut(Withdrawal... others) {
    List<Withdrawal> states = new ArrayList<>(everyState());
    states.removeAll(List.of(others));
    return states;
  }

  private static RequestWithdrawal wish(long minor) {
    return new RequestWithdrawal(ID, ALICE, Money.of(BTC, minor), "bc1dest", "user:alice");
  }

  private static WithdrawalRequested requested(long minor, int approvals) {
    return new WithdrawalRequested(
        ID.value(),
        ALICE.value(),
        "bitcoin",
        "BTC",
        Long.toString(minor),
        "10",
        "bc1dest",
        "user:alice",
        approvals,
        FINALITY);
  }

  private static Withdrawal anAwaiting() {
    return after(Withdrawal.UNREQUESTED, List.of(requested(501, 2)));
  }

  private static Withdrawal oneApproval() {
    return after(anAwaiting(), approve("user:olivia", anAwaiting()));
  }

  private static Withdrawal anApproved() {
    return after(oneApproval(), approve("user:adam", oneApproval()));
  }

  private static Withdrawal aSigned() {
    return after(anApproved(), sign("tx", "00ff", anApproved()));
  }

  private static Withdrawal aBroadcast() {
    return after(aSigned(), broadcast("tx", aSigned()));
  }

  private static Withdrawal aConfirming(long confirmations) {
    return after(aBroadcast(), count(A, confirmations, aBroadcast()));
  }

  private static Withdrawal aSettled() {
    return after(aBroadcast(), count(A, FINALITY, aBroadcast()));
  }

  private static Withdrawal aRejected() {
    return after(anAwaiting(), reject("user:olivia", anAwaiting()));
  }

  private static Withdrawal aCancelled() {
    return after(anAwaiting(), cancel("user:alice", anAwaiting()));
  }

  private static Withdrawal aFailed() {
    return after(aSigned(), fail(aSigned()));
  }

  private static Withdrawal after(Withdrawal state, List<WithdrawalEvent> events) {
    Withdrawal next = state;
    for (WithdrawalEvent event : events) {
      next = WithdrawalDecider.evolve(next, event);
    }
    return next;
  }

  private static Open anAccount() {
    return AccountDecider.evolve(
            AccountState.UNOPENED, new AccountOpened(ALICE.value(), "user:alice", "Main"))
        .requireOpen();
  }

  private static Open withdrawn(Open account, long minor) {
    String digits = Long.toString(minor);
    return AccountDecider.evolve(
            account,
            new HoldPlaced(
                ALICE.value(),
                "hold:other",
                "BTC",
                digits,
                PlaceHold.FOR_WITHDRAWAL,
                digits,
                digits,
                NOW.toEpochMilli()))
        .requireOpen();
  }

  private static Open allowing(Open account, String address) {
    return AccountDecider.evolve(account, new DestinationAllowed(ALICE.value(), "bitcoin", address))
        .requireOpen();
  }
}
