package io.holdfast.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, turned ahead. Thread-safe. */
final class LaterClock extends Clock {
  private final Clock system = Clock.systemUTC();
  private volatile Duration ahead = Duration.ZERO;

  void turnTo(Instant moment) {
    ahead = Duration.between(system.instant(), moment);
  }

  @Override
  public Instant instant() {
    return system.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
