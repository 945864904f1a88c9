package io.holdfast.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.bus.Intent;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.AlternativeJdkIdGenerator;

/** The table alone, under a clock that the tests turn. */
class IdempotencyStoreIT {
  private static final byte[] BODY = {1};
  private static final byte[] OTHER_BODY = {2};
  private static final Answer ANSWER = new Answer(201, "application/json", "7", new byte[] {3, 4});
  private static TestDatabase database;

  private final TurnedClock clock = new TurnedClock();
  private final IdempotencyStore store =
      new IdempotencyStore(
          database.dataSource(),
          clock,
          new AlternativeJdkIdGenerator(),
          new IdempotencySettings(Duration.ofHours(24), Duration.ofSeconds(40)));
  private final Intent intent =
      new Intent("user:alice", "POST", "/api/accounts", UUID.randomUUID().toString());

  @BeforeAll
  static void create() {
    database = TestDatabase.create("door");
  }

  @Test
  void oneClaimsAndTheOthersWait() {
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Mine.class);
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.InProgress.class);
    assertThat(store.claim(intent, OTHER_BODY)).isInstanceOf(Claim.Reused.class);
  }

  @Test
  void theAnswerIsRememberedUntilItExpires() {
    store.store(intent, mine(), ANSWER);
    assertThat(store.claim(intent, BODY))
        .isInstanceOfSatisfying(
            Claim.Answered.class,
            answered -> {
              assertThat(answered.answer().status()).isEqualTo(201);
              assertThat(answered.answer().logIndex()).isEqualTo("7");
              assertThat(answered.answer().body()).containsExactly(3, 4);
            });
    clock.turn(Duration.ofHours(24));
    assertThat(store.claim(intent, OTHER_BODY)).isInstanceOf(Claim.Mine.class);
  }

  @Test
  void whoeverCrashedIsSucceededAfterAWhileByTheSameBodyOnly() {
    UUID crashed = mine();
    clock.turn(Duration.ofSeconds(39));
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.InProgress.class);
    clock.turn(Duration.ofSeconds(1));
    assertThat(store.claim(intent, OTHER_BODY)).isInstanceOf(Claim.Reused.class);
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Mine.class);
    store.store(intent, crashed, ANSWER);
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.InProgress.class);
  }

  @Test
  void whatWasReleasedRunsAgainAtOnce() {
    store.release(intent, mine());
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Mine.class);
  }

  @Test
  void whatWasAnsweredIsNotReleased() {
    UUID claim = mine();
    store.store(intent, claim, ANSWER);
    store.release(intent, claim);
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Answered.class);
  }

  @Test
  void cleaningForgetsWhatHasExpiredAndNothingElse() {
    store.store(intent, mine(), ANSWER);
    assertThat(store.cleanSome()).isFalse();
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Answered.class);
    clock.turn(Duration.ofHours(25));
    assertThat(store.cleanSome()).isFalse();
    clock.turn(Duration.ofHours(-25));
    assertThat(store.claim(intent, BODY)).isInstanceOf(Claim.Mine.class);
  }

  private UUID mine() {
    return ((Claim.Mine) store.claim(intent, BODY)).claim();
  }

  private static final class TurnedClock extends Clock {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
