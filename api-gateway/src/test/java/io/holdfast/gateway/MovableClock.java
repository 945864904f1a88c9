package io.holdfast.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** This machine's clock, set forward or back. Thread-safe. */
public final class MovableClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** By so much it is ahead of the machine's from now on. */
  public void setAheadBy(Duration duration) {
    ahead = duration;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
