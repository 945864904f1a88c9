package io.holdfast.command.deposit;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DepositDeciderTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");
  private static final Instant SEEN = Instant.parse("2026-11-21T12:00:00Z");
  private static final DepositId ID = DepositId.of("bitcoin", "aa", 0);
  private static final DepositRequestId REQUEST = new DepositRequestId("deposit-request:1");
  private static final String ALICE = "account:alice";
  private static final BlockRef A = new BlockRef(100, "a");
  private static final BlockRef B = new BlockRef(101, "b");
  private static final int CREDIT = 2;
  private static final int FINALITY = 4;

  @Nested
  class WhenUnseen {
    @Test
    void isDetectedBeforeItIsMined() {
      assertThat(report(null, Deposit.UNSEEN)).containsExactly(detected(ALICE));
    }

    @Test
    void isConfirmedAtOnceWhenItIsFirstSeenInABlock() {
      assertThat(report(A, Deposit.UNSEEN))
          .containsExactly(detected(ALICE), new DepositConfirmed(ID.value(), 100, "a", 1));
    }

    @Test
    void isCreditedAtOnceWhereOneBlockIsEnough() {
      assertThat(report(reportOf(A, btc(1_000)), intake(1, FINALITY), Deposit.UNSEEN))
          .hasSize(3)
          .last()
          .isEqualTo(credited(1, 0));
    }

    @Test
    void isFinalAtOnceWhereOneBlockIsFinal() {
      assertThat(report(reportOf(A, btc(1_000)), intake(1, 1), Deposit.UNSEEN))
          .hasSize(4)
          .last()
          .isEqualTo(new DepositFinalized(ID.value()));
    }

    @Test
    void isKeptAsideBelowTheDustLimit() {
      assertThat(report(reportOf(A, btc(499)), intake(CREDIT, FINALITY), Deposit.UNSEEN))
          .hasSize(2)
          .last()
          .isEqualTo(new DepositSuspended(ID.value(), "below-dust-limit"));
    }

    @Test
    void isCreditedAtTheDustLimit() {
      assertThat(report(reportOf(A, btc(500)), intake(CREDIT, FINALITY), Deposit.UNSEEN))
          .noneMatch(DepositSuspended.class::isInstance);
    }

    @Test
    void isKeptAsideWhenItIsForNobodyWeKnow() {
      var nobody = new Intake(DepositRequest.UNREQUESTED, BigInteger.ZERO, CREDIT, FINALITY);
      assertThat(report(reportOf(A, btc(1_000)), nobody, Deposit.UNSEEN))
          .containsExactly(
              detected("boundary:suspense:bitcoin"),
              new DepositSuspended(ID.value(), "unknown-request"));
    }

    @Test
    void isKeptAsideInAnotherAssetThanWasAskedFor() {
      assertThat(
              report(reportOf(A, Money.of(EUR, 1_000)), intake(CREDIT, FINALITY), Deposit.UNSEEN))
          .hasSize(2)
          .last()
          .isEqualTo(new DepositSuspended(ID.value(), "other-asset"));
    }

    @Test
    void mustBeNamedAfterItsPlaceOnTheChain() {
      var misnamed =
          new ReportPayment(
              DepositId.of("bitcoin", "zz", 0), REQUEST, "bitcoin", "aa", 0, btc(1), A, SEEN);
      assertRefused(
          ErrorCode.MALFORMED_ID, () -> report(misnamed, intake(CREDIT, FINALITY), Deposit.UNSEEN));
    }

    @Test
    void mustHaveAnIdThatItsEntriesCanBeNamedAfter() {
      String transaction = "a".repeat(95);
      var endless =
          new ReportPayment(
              DepositId.of("bitcoin", transaction, 0),
              REQUEST,
              "bitcoin",
              transaction,
              0,
              btc(1_000),
              A,
              SEEN);
      assertRefused(
          ErrorCode.MALFORMED_ID, () -> report(endless, intake(CREDIT, FINALITY), Deposit.UNSEEN));
    }

    @Test
    void mustBeMoreThanNothing() {
      assertRefused(
          ErrorCode.AMOUNT_NOT_POSITIVE,
          () -> report(reportOf(A, btc(0)), intake(CREDIT, FINALITY), Deposit.UNSEEN));
    }

    @Test
    void refusesWhatFollowsAReport() {
      assertRefused(ErrorCode.NOT_FOUND, () -> count(A, 1, Deposit.UNSEEN));
      assertRefused(ErrorCode.NOT_FOUND, () -> orphan(A, 0, Deposit.UNSEEN));
      assertRefused(ErrorCode.NOT_FOUND, () -> replace(Deposit.UNSEEN));
    }
  }

  @Nested
  class WhenInNoBlock {
    private final Map<String, Deposit> states =
        Map.of(
            "detected",
            aDetected(),
            "orphaned",
            anOrphaned(),
            "replaced",
            after(aDetected(), replace(aDetected())));

    @Test
    void isQuietWhenItIsSeenUnminedAgain() {
      states.values().forEach(state -> assertThat(report(null, state)).isEmpty());
    }

    @Test
    void isConfirmedWhenItIsMined() {
      states
          .values()
          .forEach(
              state ->
                  assertThat(report(B, state))
                      .containsExactly(new DepositConfirmed(ID.value(), 101, "b", 1)));
    }

    @Test
    void isNotTakenIntoABlockByACount() {
      states
          .values()
          .forEach(state -> assertRefused(ErrorCode.WRONG_STATE, () -> count(A, 5, state)));
    }

    @Test
    void hasNothingToBeTakenBack() {
      states.values().forEach(state -> assertThat(orphan(A, 0, state)).isEmpty());
    }

    @Test
    void isReplacedOnce() {
      assertThat(replace(aDetected())).containsExactly(new DepositReplaced(ID.value(), "bb"));
      assertThat(replace(anOrphaned())).containsExactly(new DepositReplaced(ID.value(), "bb"));
      assertThat(replace(states.get("replaced"))).isEmpty();
    }
  }

  @Nested
  class WhenConfirming {
    @Test
    void isQuietWhenItIsReportedAgain() {
      assertThat(report(A, aConfirming(1))).isEmpty();
      assertThat(report(null, aConfirming(1))).isEmpty();
    }

    @Test
    void isCreditedAtTheCreditDepth() {
      assertThat(count(A, CREDIT, aConfirming(1)))
          .containsExactly(new DepositConfirmed(ID.value(), 100, "a", 2), credited(1, 0));
    }

    @Test
    void isCreditedAndFinalWhenManyConfirmationsComeAtOnce() {
      assertThat(count(A, 9, aConfirming(1)))
          .containsExactly(
              new DepositConfirmed(ID.value(), 100, "a", 9),
              credited(1, 0),
              new DepositFinalized(ID.value()));
    }

    @Test
    void isQuietWhenConfirmationsStandStillOrGoDown() {
      assertThat(count(A, 1, aConfirming(1))).isEmpty();
      assertThat(count(A, 2, aCredited(3))).isEmpty();
    }

    @Test
    void refusesTheCountOfAnotherBlock() {
      assertRefused(ErrorCode.WRONG_STATE, () -> count(B, 2, aConfirming(1)));
    }

    @Test
    void refusesLessThanOneConfirmation() {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> count(A, 0, aConfirming(1)));
    }

    @Test
    void losesItsPlaceWithItsBlock() {
      assertThat(orphan(A, 0, aConfirming(1)))
          .containsExactly(new DepositOrphaned(ID.value(), 100, "a"));
    }

    @Test
    void isNotMovedByTheOrphaningOfAnotherBlock() {
      assertThat(orphan(B, 0, aConfirming(1))).isEmpty();
    }

    @Test
    void movesToAnotherBlockByLosingTheFirst() {
      assertThat(report(B, aConfirming(1)))
          .containsExactly(
              new DepositOrphaned(ID.value(), 100, "a"),
              new DepositConfirmed(ID.value(), 101, "b", 1));
    }

    @Test
    void isNotReplacedInABlock() {
      assertRefused(ErrorCode.WRONG_STATE, () -> replace(aConfirming(1)));
    }
  }

  @Nested
  class WhenCredited {
    @Test
    void isNotCreditedASecondTime() {
      assertThat(count(A, 3, aCredited(2)))
          .containsExactly(new DepositConfirmed(ID.value(), 100, "a", 3));
    }

    @Test
    void isFinalAtTheFinalityDepth() {
      assertThat(count(A, FINALITY, aCredited(2)))
          .containsExactly(
              new DepositConfirmed(ID.value(), 100, "a", 4), new DepositFinalized(ID.value()));
    }

    @Test
    void isReversedInFullWhereTheMoneyIsStillThere() {
      assertThat(orphan(A, 1_000, aCredited(2)))
          .containsExactly(reversed(1, 0), new DepositOrphaned(ID.value(), 100, "a"));
    }

    @Test
    void leavesAShortfallWhereTheMoneyIsSpent() {
      assertThat(orphan(A, 300, aCredited(2))).first().isEqualTo(reversed(1, 700));
      assertThat(orphan(A, 0, aCredited(2))).first().isEqualTo(reversed(1, 1_000));
    }

    @Test
    void repaysTheShortfallFirstWhenItComesBack() {
      Deposit orphaned = after(aCredited(2), orphan(A, 300, aCredited(2)));
      Deposit confirming = after(orphaned, report(B, orphaned));
      assertThat(count(B, CREDIT, confirming)).last().isEqualTo(credited(2, 700));
    }

    @Test
    void owesNothingAfterTheRepayment() {
      Deposit orphaned = after(aCredited(2), orphan(A, 300, aCredited(2)));
      Deposit confirming = after(orphaned, report(B, orphaned));
      Deposit again = after(confirming, count(B, CREDIT, confirming));
      Deposit twice = after(again, orphan(B, 1_000, again));
      Deposit confirmingThrice = after(twice, report(A, twice));
      assertThat(count(A, CREDIT, confirmingThrice)).last().isEqualTo(credited(3, 0));
    }

    @Test
    void movesToAnotherBlockByBeingReversedFirst() {
      assertThat(
              DepositDecider.report(
                  reportOf(B, btc(1_000)),
                  intake(CREDIT, FINALITY),
                  () -> BigInteger.valueOf(1_000),
                  aCredited(2)))
          .containsExactly(
              reversed(1, 0),
              new DepositOrphaned(ID.value(), 100, "a"),
              new DepositConfirmed(ID.value(), 101, "b", 1));
    }

    @Test
    void isNotReplacedInABlock() {
      assertRefused(ErrorCode.WRONG_STATE, () -> replace(aCredited(2)));
    }
  }

  @Nested
  class WhenFinal {
    @Test
    void isReversedWhereAPersonAcceptedAnotherBranchAndCreditedAgainOnIt() {
      List<PaymentEvent> events =
          DepositDecider.orphan(
              new OrphanPayment(ID, A), () -> true, () -> BigInteger.valueOf(1_000), aFinal());

      assertThat(events)
          .hasSize(2)
          .last()
          .isEqualTo(new DepositOrphaned(ID.value(), A.height(), A.hash()));
      assertThat(events.getFirst()).isInstanceOf(DepositReversed.class);
      Deposit orphaned = after(aFinal(), events);
      assertThat(count(B, FINALITY, after(orphaned, report(B, orphaned))))
          .anyMatch(DepositCredited.class::isInstance)
          .anyMatch(DepositFinalized.class::isInstance);
    }

    @Test
    void staysAsItIs() {
      assertThat(report(A, aFinal())).isEmpty();
      assertThat(report(null, aFinal())).isEmpty();
      assertThat(count(A, 50, aFinal())).isEmpty();
      assertThat(orphan(B, 1_000, aFinal())).isEmpty();
    }

    @Test
    void isNeverTakenBackWithoutAPerson() {
      assertRefused(ErrorCode.WRONG_STATE, () -> orphan(A, 1_000, aFinal()));
      assertRefused(ErrorCode.WRONG_STATE, () -> report(B, aFinal()));
      assertRefused(ErrorCode.WRONG_STATE, () -> count(B, 1, aFinal()));
      assertRefused(ErrorCode.WRONG_STATE, () -> replace(aFinal()));
    }
  }

  @Nested
  class WhenInSuspense {
    @Test
    void waitsForAPersonWhateverTheChainSays() {
      Deposit suspended =
          after(
              Deposit.UNSEEN,
              report(reportOf(null, btc(499)), intake(CREDIT, FINALITY), Deposit.UNSEEN));
      assertThat(report(reportOf(A, btc(499)), intake(CREDIT, FINALITY), suspended)).isEmpty();
      assertThat(count(A, 50, suspended)).isEmpty();
      assertThat(orphan(A, 0, suspended)).isEmpty();
      assertThat(replace(suspended)).isEmpty();
    }
  }

  @Nested
  class InEveryState {
    @Test
    void refusesTheSamePaymentWithAnotherContent() {
      List<Deposit> states =
          List.of(aDetected(), aConfirming(1), aCredited(2), aFinal(), anOrphaned());
      for (Deposit state : states) {
        assertRefused(
            ErrorCode.ALREADY_EXISTS_DIFFERENT,
            () -> report(reportOf(A, btc(1_001)), intake(CREDIT, FINALITY), state));
      }
    }

    @Test
    void takesAFactThatCannotFollowForADefect() {
      assertThatIllegalStateException()
          .isThrownBy(() -> DepositDecider.evolve(aDetected(), credited(1, 0)));
    }
  }

  private static List<PaymentEvent> report(@Nullable BlockRef block, Deposit state) {
    return report(reportOf(block, btc(1_000)), intake(CREDIT, FINALITY), state);
  }

  private static List<PaymentEvent> report(ReportPayment command, Intake intake, Deposit state) {
    return DepositDecider.report(command, intake, () -> BigInteger.ZERO, state);
  }

  private static List<PaymentEvent> count(BlockRef block, long confirmations, Deposit state) {
    return DepositDecider.count(new CountConfirmations(ID, block, confirmations), state);
  }

  private static List<PaymentEvent> orphan(BlockRef block, long available, Deposit state) {
    return DepositDecider.orphan(
        new OrphanPayment(ID, block), () -> false, () -> BigInteger.valueOf(available), state);
  }

  private static List<PaymentEvent> replace(Deposit state) {
    return DepositDecider.replace(new ReplacePayment(ID, "bb"), state);
  }

  private static ReportPayment reportOf(@Nullable BlockRef block, Money amount) {
    return new ReportPayment(ID, REQUEST, "bitcoin", "aa", 0, amount, block, SEEN);
  }

  private static Intake intake(int creditDepth, int finalityDepth) {
    DepositRequest request =
        DepositRequestDecider.evolve(
            DepositRequest.UNREQUESTED,
            new DepositRequested(REQUEST.value(), ALICE, "bitcoin", "BTC", "bc1", null, 0));
    return new Intake(request, BigInteger.valueOf(500), creditDepth, finalityDepth);
  }

  private static Deposit aDetected() {
    return after(Deposit.UNSEEN, report(null, Deposit.UNSEEN));
  }

  private static Deposit aConfirming(long confirmations) {
    return after(aDetected(), List.of(new DepositConfirmed(ID.value(), 100, "a", confirmations)));
  }

  private static Deposit aCredited(long confirmations) {
    return after(aConfirming(confirmations), List.of(credited(1, 0)));
  }

  private static Deposit aFinal() {
    return after(aCredited(FINALITY), List.of(new DepositFinalized(ID.value())));
  }

  private static Deposit anOrphaned() {
    return after(aConfirming(1), orphan(A, 0, aConfirming(1)));
  }

  private static DepositDetected detected(String account) {
    return new DepositDetected(
        ID.value(),
        REQUEST.value(),
        account,
        "bitcoin",
        "aa",
        0,
        "BTC",
        "1000",
        CREDIT,
        FINALITY,
        SEEN.toEpochMilli());
  }

  private static DepositCredited credited(int number, long repaid) {
    return new DepositCredited(
        ID.value(),
        ALICE,
        "entry:deposit:bitcoin:aa:0:credit-" + number,
        "BTC",
        "1000",
        Long.toString(repaid));
  }

  private static DepositReversed reversed(int number, long shortfall) {
    return new DepositReversed(
        ID.value(),
        ALICE,
        "entry:deposit:bitcoin:aa:0:reversal-" + number,
        "BTC",
        "1000",
        Long.toString(shortfall));
  }

  private static Deposit after(Deposit state, List<PaymentEvent> events) {
    Deposit next = state;
    for (PaymentEvent event : events) {
      next = DepositDecider.evolve(next, event);
    }
    return next;
  }

  private static Money btc(long minor) {
    return Money.of(BTC, minor);
  }
}
