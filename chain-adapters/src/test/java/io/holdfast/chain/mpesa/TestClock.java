package io.holdfast.chain.mpesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is told. For one thread. */
final class TestClock extends Clock {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Never goes back. */
  void to(long millis) {
    now = Instant.ofEpochMilli(Math.max(now.toEpochMilli(), millis));
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
