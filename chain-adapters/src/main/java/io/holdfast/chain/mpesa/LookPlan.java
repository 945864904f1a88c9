package io.holdfast.chain.mpesa;

import java.time.Duration;

/**
 * When M-Pesa is asked what came of a payment: after the first delay, then twice as long, up to the
 * longest, for so long in all.
 */
record LookPlan(Duration first, Duration longest, Duration inAll) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param looks how often it was looked at already
   */
  long delayMillis(int looks) {
    long doubled = first.toMillis() << Math.min(looks, MOST_DOUBLINGS);
    return Math.min(doubled, longest.toMillis());
  }

  boolean isOver(long requestedAtMillis, long nowMillis) {
    return nowMillis - requestedAtMillis >= inAll.toMillis();
  }
}
