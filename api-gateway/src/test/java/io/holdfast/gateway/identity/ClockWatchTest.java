package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Wall wall = new Wall();
  private long nanos;
  private final ClockWatch watch = new ClockWatch(wall, () -> nanos, Duration.ofSeconds(30));

  @Test
  void aClockThatGoesIsNotCalledSet() {
    pass(Duration.ofDays(400));

    assertThat(watch.setBackFrom()).isEmpty();
  }

  @Test
  void whatItWouldShowIsToldOnceWhenItIsSetBack() {
    pass(Duration.ofMinutes(10));
    wall.now = wall.now.minus(Duration.ofHours(1));

    assertThat(watch.setBackFrom()).contains(NOON.plus(Duration.ofMinutes(10)));
    assertThat(watch.setBackFrom()).isEmpty();
  }

  @Test
  void itIsNoticedAlsoWhereNobodyAskedForLong() {
    wall.now = wall.now.minus(Duration.ofHours(1));
    pass(Duration.ofHours(2));

    assertThat(watch.setBackFrom()).contains(NOON.plus(Duration.ofHours(2)));
  }

  @Test
  void smallStepsBackAddUp() {
    for (int i = 0; i < 3; i++) {
      assertThat(watch.setBackFrom()).isEmpty();
      wall.now = wall.now.minusSeconds(11);
    }

    assertThat(watch.setBackFrom()).contains(NOON);
  }

  @Test
  void oneThatIsSetForwardMayBeSetRightAgainAndThatIsBack() {
    wall.now = wall.now.plus(Duration.ofHours(1));
    assertThat(watch.setBackFrom()).isEmpty();
    wall.now = NOON;

    assertThat(watch.setBackFrom()).contains(NOON.plus(Duration.ofHours(1)));
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
    wall.now = wall.now.plus(duration);
  }

  private static final class Wall extends Clock {
    private Instant now = NOON;

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
      return this;
    }
  }
}
