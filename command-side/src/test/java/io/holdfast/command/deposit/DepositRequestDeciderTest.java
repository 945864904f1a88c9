package io.holdfast.command.deposit;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.DepositRequestExpired;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.deposit.RequestOutcome;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.command.deposit.DepositRequest.Requested;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DepositRequestDeciderTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Asset EUR = new Asset("EUR", 2, "bank");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant IN_TIME = NOW.plusSeconds(59);
  private static final Instant TOO_LATE = NOW.plusSeconds(60);
  private static final DepositRequestId ID = new DepositRequestId("deposit-request:1");
  private static final AccountId ALICE = new AccountId("account:alice");
  private static final DepositId PAYMENT = DepositId.of("bitcoin", "aa", 0);

  @Nested
  class Asking {
    @Test
    void givesOutAnAddressWithADeadline() {
      assertThat(decide(wish(1_000L), DepositRequest.UNREQUESTED))
          .containsExactly(
              new DepositRequested(
                  ID.value(),
                  ALICE.value(),
                  "bitcoin",
                  "BTC",
                  "bc1",
                  "1000",
                  TOO_LATE.toEpochMilli()));
    }

    @Test
    void needsNoAmount() {
      assertThat(((DepositRequested) decide(wish(null), DepositRequest.UNREQUESTED).getFirst()))
          .extracting(DepositRequested::expected)
          .isNull();
    }

    @Test
    void isQuietWhenItIsAskedAgain() {
      assertThat(decide(wish(1_000L), aRequestFor(1_000L))).isEmpty();
      assertThat(decide(wish(null), aRequestFor(null))).isEmpty();
    }

    @Test
    void refusesAnotherRequestUnderTheSameId() {
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decide(wish(999L), aRequestFor(1_000L)));
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decide(wish(null), aRequestFor(1_000L)));
    }

    @Test
    void refusesAnAmountOfAnotherAssetOrOfNothing() {
      var other = wish(Money.of(EUR, 1), Duration.ofSeconds(60));
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> decide(other, DepositRequest.UNREQUESTED));
      assertRefused(
          ErrorCode.AMOUNT_NOT_POSITIVE, () -> decide(wish(0L), DepositRequest.UNREQUESTED));
    }

    @Test
    void refusesNoTimeAndEndlessTime() {
      for (Duration validFor :
          List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(91))) {
        assertRefused(
            ErrorCode.MALFORMED_REQUEST,
            () -> decide(wish(null, validFor), DepositRequest.UNREQUESTED));
      }
    }
  }

  @Nested
  class Expiring {
    @Test
    void expiresWhenTimeHasRunOut() {
      assertThat(DepositRequestDecider.expire(aRequestFor(1_000L), TOO_LATE))
          .containsExactly(new DepositRequestExpired(ID.value(), "0"));
    }

    @Test
    void isQuietWhileThereIsTime() {
      assertThat(DepositRequestDecider.expire(aRequestFor(1_000L), IN_TIME)).isEmpty();
    }

    @Test
    void isQuietTheSecondTime() {
      assertThat(DepositRequestDecider.expire(expired(aRequestFor(1_000L)), TOO_LATE)).isEmpty();
    }

    @Test
    void isQuietWhenTheRequestIsMet() {
      assertThat(DepositRequestDecider.expire(paid(aRequestFor(1_000L), 1_000, IN_TIME), TOO_LATE))
          .isEmpty();
      assertThat(DepositRequestDecider.expire(paid(aRequestFor(null), 1, IN_TIME), TOO_LATE))
          .isEmpty();
    }

    @Test
    void tellsWhatHadComeOfALargerAmount() {
      assertThat(DepositRequestDecider.expire(paid(aRequestFor(1_000L), 400, IN_TIME), TOO_LATE))
          .containsExactly(new DepositRequestExpired(ID.value(), "400"));
    }

    @Test
    void refusesToExpireWhatNobodyAskedFor() {
      assertRefused(
          ErrorCode.NOT_FOUND, () -> DepositRequestDecider.expire(DepositRequest.UNREQUESTED, NOW));
    }
  }

  @Nested
  class Counting {
    @Test
    void tellsTheSumAndTheOutcome() {
      assertThat(count(400, IN_TIME, aRequestFor(1_000L)))
          .containsExactly(
              new PaymentCounted(ID.value(), PAYMENT.value(), "400", "400", "PARTIAL"));
    }

    @Test
    void isPaidByTheExactAmountInOneOrSeveralPayments() {
      assertOutcome(RequestOutcome.PAID, paid(aRequestFor(1_000L), 1_000, IN_TIME));
      assertOutcome(
          RequestOutcome.PAID, paid(paid(aRequestFor(1_000L), 400, IN_TIME), 600, IN_TIME));
    }

    @Test
    void isExcessWhenMoreCame() {
      assertOutcome(RequestOutcome.EXCESS, paid(aRequestFor(1_000L), 1_001, IN_TIME));
    }

    @Test
    void staysOpenWhereNoAmountWasAgreed() {
      assertOutcome(RequestOutcome.OPEN, paid(aRequestFor(null), 5, IN_TIME));
    }

    @Test
    void isLateWhenItWasSeenTooLate() {
      assertOutcome(RequestOutcome.LATE, paid(expired(aRequestFor(1_000L)), 1_000, TOO_LATE));
      assertOutcome(RequestOutcome.LATE, paid(aRequestFor(null), 1_000, TOO_LATE));
    }

    @Test
    void isPaidWhenItWasSeenInTimeHoweverLongItsConfirmationsTook() {
      assertOutcome(RequestOutcome.PAID, paid(expired(aRequestFor(1_000L)), 1_000, IN_TIME));
    }

    @Test
    void staysExpiredWithTooLittle() {
      assertOutcome(RequestOutcome.EXPIRED, paid(expired(aRequestFor(1_000L)), 400, IN_TIME));
    }

    @Test
    void isExcessWhenMoreComesLateToWhatWasPaidInTime() {
      assertOutcome(
          RequestOutcome.EXCESS, paid(paid(aRequestFor(1_000L), 1_000, IN_TIME), 1, TOO_LATE));
    }

    @Test
    void staysLate() {
      Requested late = paid(expired(aRequestFor(1_000L)), 400, TOO_LATE);
      assertOutcome(RequestOutcome.LATE, paid(late, 600, IN_TIME));
    }
  }

  @Nested
  class TakingBack {
    @Test
    void leadsBackToWhereItWas() {
      Requested paid = paid(paid(aRequestFor(1_000L), 400, IN_TIME), 600, IN_TIME);
      Requested partial = without(paid, 600);
      assertOutcome(RequestOutcome.PARTIAL, partial);
      assertOutcome(RequestOutcome.OPEN, without(partial, 400));
      assertOutcome(RequestOutcome.PAID, paid(partial, 600, IN_TIME));
    }

    @Test
    void isExpiredWhenTimeHadRunOut() {
      Requested late = paid(expired(aRequestFor(1_000L)), 1_000, TOO_LATE);
      assertOutcome(RequestOutcome.EXPIRED, without(late, 1_000));
    }

    @Test
    void staysLateWhileSomethingIsLeft() {
      Requested late = paid(paid(expired(aRequestFor(1_000L)), 400, TOO_LATE), 600, TOO_LATE);
      assertOutcome(RequestOutcome.LATE, without(late, 600));
    }
  }

  private static void assertOutcome(RequestOutcome outcome, Requested request) {
    assertThat(request.outcome()).isEqualTo(outcome);
  }

  private static List<DepositRequestEvent> decide(RequestDeposit wish, DepositRequest state) {
    return DepositRequestDecider.request(wish, "bitcoin", () -> "bc1", state, NOW);
  }

  private static RequestDeposit wish(@Nullable Long expected) {
    return wish(expected == null ? null : Money.of(BTC, expected), Duration.ofSeconds(60));
  }

  private static RequestDeposit wish(@Nullable Money expected, Duration validFor) {
    return new RequestDeposit(ID, ALICE, "BTC", expected, validFor);
  }

  private static Requested aRequestFor(@Nullable Long expected) {
    return after(DepositRequest.UNREQUESTED, decide(wish(expected), DepositRequest.UNREQUESTED));
  }

  private static Requested expired(Requested request) {
    return after(request, DepositRequestDecider.expire(request, TOO_LATE));
  }

  private static List<DepositRequestEvent> count(long minor, Instant seen, Requested request) {
    return DepositRequestDecider.count(
        PAYMENT, BigInteger.valueOf(minor), seen.toEpochMilli(), request);
  }

  private static Requested paid(Requested request, long minor, Instant seen) {
    return after(request, count(minor, seen, request));
  }

  private static Requested without(Requested request, long minor) {
    return after(
        request, DepositRequestDecider.uncount(PAYMENT, BigInteger.valueOf(minor), request));
  }

  private static Requested after(DepositRequest state, List<DepositRequestEvent> events) {
    DepositRequest next = state;
    for (DepositRequestEvent event : events) {
      next = DepositRequestDecider.evolve(next, event);
    }
    return next.requireRequested();
  }
}
