package io.holdfast.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices when the clock was set, by a count of nanoseconds that only ever goes on. Small steps add
 * up until they are noticed, too. Thread-safe.
 */
final class ClockWatch {
  private final Clock clock;
  private final LongSupplier nanos;
  private final Duration tolerance;
  private Instant shown;
  private long shownAtNanos;

  /**
   * @param tolerance what it may be off without being called set
   */
  ClockWatch(Clock clock, LongSupplier nanos, Duration tolerance) {
    this.clock = clock;
    this.nanos = nanos;
    this.tolerance = tolerance;
    this.shown = clock.instant();
    this.shownAtNanos = nanos.getAsLong();
  }

  /** Where the clock was set back since it was asked last: what it would show, had it not been. */
  synchronized Optional<Instant> setBackFrom() {
    long elapsed = nanos.getAsLong() - shownAtNanos;
    Instant now = clock.instant();
    Instant expected = shown.plusNanos(elapsed);
    if (Duration.between(now, expected).abs().compareTo(tolerance) <= 0) {
      return Optional.empty();
    }
    shown = now;
    shownAtNanos += elapsed;
    return now.isBefore(expected) ? Optional.of(expected) : Optional.empty();
  }
}
