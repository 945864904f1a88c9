package io.holdfast.chain.run;

import java.time.Duration;

/**
 * How long to wait after failures in a row: the first delay, then twice as long, up to the last.
 */
record Backoff(Duration first, Duration last) {
  private static final int MOST_DOUBLINGS = 30;

  Duration after(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long millis = first.toMillis() << doublings;
    return Duration.ofMillis(Math.min(millis, last.toMillis()));
  }
}
