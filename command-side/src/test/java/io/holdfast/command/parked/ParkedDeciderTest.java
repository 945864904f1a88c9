package io.holdfast.command.parked;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.parked.ParkedKind;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.api.rail.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final RetryPlan PLAN = new RetryPlan(3);
  private static final ParkedId ID = ParkedId.of("bitcoin", "CountConfirmations", "deposit:a", "b");

  private static final ParkFailure PARK =
      new ParkFailure(
          ID,
          ParkedKind.OBSERVATION,
          "bitcoin",
          "CountConfirmations",
          "deposit:a",
          "{}",
          "NOT_FOUND",
          "refused",
          new BlockRef(7, "b"),
          "t",
          NOW);

  private static final DiscardParked DISCARD = new DiscardParked(ID, "user:adam", "A test.");
  private static final RetryParked RETRY = new RetryParked(ID, "user:adam", NOW);
  private static final ResolveParked RESOLVE = new ResolveParked(ID, "accepted");

  @Test
  void parksWithTheFirstRetryAfterAMinute() {
    assertThat(decide(PARK, Parked.NOTHING))
        .containsExactly(
            new FailureParked(
                ID.value(),
                "OBSERVATION",
                "bitcoin",
                "CountConfirmations",
                "deposit:a",
                "{}",
                "NOT_FOUND",
                "refused",
                7,
                "b",
                "t",
                NOW.toEpochMilli(),
                NOW.plusSeconds(60).toEpochMilli()));
  }

  @Test
  void triesAgainAfterTwiceAsLongEachTimeAndThenWaitsForAPerson() {
    List<Long> minutes = new ArrayList<>();
    Parked parked = after(PARK);
    for (int attempt = 1; attempt <= 3; attempt++) {
      ParkedRetryFailed failed = (ParkedRetryFailed) decide(failed(attempt), parked).getFirst();
      minutes.add(
          failed.nextRetryAtMillis() == 0
              ? 0
              : Duration.between(NOW, Instant.ofEpochMilli(failed.nextRetryAtMillis()))
                  .toMinutes());
      parked = ParkedDecider.evolve(parked, failed);
    }
    assertThat(minutes).containsExactly(2L, 4L, 0L);
    assertThat(parked).isEqualTo(new Parked.Held(3));
  }

  @Test
  void waitsForAPersonAtOnceWhereNoRetryIsWanted() {
    ParkedEvent event = ParkedDecider.decide(PARK, Parked.NOTHING, new RetryPlan(0)).getFirst();
    assertThat(ParkedDecider.evolve(Parked.NOTHING, event)).isEqualTo(new Parked.Held(0));
  }

  @Test
  void parksTheSameOnce() {
    assertThat(decide(PARK, after(PARK))).isEmpty();
  }

  @Test
  void parksAnewWhatWasResolved() {
    assertThat(decide(PARK, after(PARK, RESOLVE))).hasSize(1);
  }

  @Test
  void neverParksAgainWhatAPersonDiscarded() {
    assertThat(decide(PARK, after(PARK, DISCARD))).isEmpty();
  }

  @Test
  void recordsARetryOnce() {
    assertThat(decide(failed(1), after(PARK, failed(1)))).isEmpty();
    assertThat(decide(failed(3), after(PARK))).isEmpty();
  }

  @Test
  void resolvesOnce() {
    assertThat(decide(RESOLVE, after(PARK)))
        .containsExactly(new ParkedResolved(ID.value(), "accepted"));
    assertThat(decide(RESOLVE, after(PARK, RESOLVE))).isEmpty();
    assertThat(decide(RESOLVE, after(PARK, DISCARD))).isEmpty();
  }

  @Test
  void isTriedAtOnceWhenAPersonOrdersItAlsoAfterTheLastRetry() {
    assertThat(decide(RETRY, after(PARK)))
        .containsExactly(new ParkedRetryOrdered(ID.value(), "user:adam", NOW.toEpochMilli()));
    Parked ordered = after(PARK, failed(1), failed(2), failed(3), RETRY);
    assertThat(ordered).isEqualTo(new Parked.Waiting(3, true));
    assertThat(after(ordered, failed(4))).isEqualTo(new Parked.Held(4));
  }

  @Test
  void letsOneOfTwoPeopleOrderIt() {
    refuses(ErrorCode.WRONG_STATE, RETRY, after(PARK, RETRY));
  }

  @Test
  void letsOneOfTwoPeopleDiscardIt() {
    assertThat(decide(DISCARD, after(PARK, RETRY)))
        .containsExactly(new ParkedDiscarded(ID.value(), "user:adam", "A test."));
    refuses(
        ErrorCode.WRONG_STATE,
        new DiscardParked(ID, "user:eve", "Another reason."),
        after(PARK, DISCARD));
  }

  @Test
  void isQuietWhenTheSamePersonDiscardsItForTheSameReason() {
    assertThat(decide(DISCARD, after(PARK, DISCARD))).isEmpty();
  }

  @Test
  void doesNothingMoreWithWhatIsClosed() {
    refuses(ErrorCode.WRONG_STATE, RETRY, after(PARK, DISCARD));
    refuses(ErrorCode.WRONG_STATE, RETRY, after(PARK, RESOLVE));
    refuses(ErrorCode.WRONG_STATE, DISCARD, after(PARK, RESOLVE));
    assertThat(decide(failed(1), after(PARK, DISCARD))).isEmpty();
  }

  @Test
  void knowsNothingOfWhatWasNeverParked() {
    refuses(ErrorCode.NOT_FOUND, RETRY, Parked.NOTHING);
    refuses(ErrorCode.NOT_FOUND, DISCARD, Parked.NOTHING);
    refuses(ErrorCode.NOT_FOUND, failed(1), Parked.NOTHING);
  }

  private static RecordRetryFailed failed(int attempt) {
    return new RecordRetryFailed(ID, attempt, "NOT_FOUND", "refused", NOW);
  }

  private static Parked after(ParkedCommand... commands) {
    return after(Parked.NOTHING, commands);
  }

  private static Parked after(Parked parked, ParkedCommand... commands) {
    Parked now = parked;
    for (ParkedCommand command : commands) {
      for (ParkedEvent event : decide(command, now)) {
        now = ParkedDecider.evolve(now, event);
      }
    }
    return now;
  }

  private static List<ParkedEvent> decide(ParkedCommand command, Parked parked) {
    return ParkedDecider.decide(command, parked, PLAN);
  }

  private static void refuses(ErrorCode code, ParkedCommand command, Parked parked) {
    assertRefused(code, () -> decide(command, parked));
  }
}
