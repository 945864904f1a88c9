package io.holdfast.command.parked;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that failed is tried again: after 2^n minutes, n = 0, 1, 2, …
 *
 * @param retries how often it is tried by itself before a person must decide
 */
public record RetryPlan(int retries) {
  /** Stands for: not by itself. */
  static final long NEVER = 0;

  /**
   * @param attempts how often it was tried again already
   * @param failedAt when it failed last
   * @return epoch millis, or {@link #NEVER}
   */
  long nextMillis(int attempts, Instant failedAt) {
    return attempts >= retries
        ? NEVER
        : failedAt.plus(Duration.ofMinutes(1L << attempts)).toEpochMilli();
  }
}
