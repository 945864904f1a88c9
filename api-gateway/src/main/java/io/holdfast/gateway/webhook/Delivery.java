package io.holdfast.gateway.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param deliveryId the same at each attempt, so that a receiver counts it once
 * @param body the same at each attempt, too
 * @param failures in a row since it was last asked for
 */
record Delivery(
    long number,
    String deliveryId,
    String webhookId,
    String eventType,
    String body,
    Instant madeAt,
    State state,
    int failures,
    Instant nextAt) {

  /** How far it is. */
  enum State {
    PENDING,
    DELIVERED,
    /** Nobody took it, as often as it was tried. It may be asked for again. */
    GIVEN_UP
  }

  /** Why an attempt failed, for the one who has to mend it. */
  enum Failure {
    /** The receiver's answer was not 2xx. */
    REFUSED,
    TIMEOUT,
    UNREACHABLE,
    /** Its certificate does not prove who it is. */
    TLS,
    /** Its address is not on the public network, and not among those that are allowed. */
    ADDRESS_FORBIDDEN
  }

  /**
   * @param millis until the answer
   * @param status of HTTP; null where there was no answer
   * @param failure null where it was taken
   */
  record Attempt(
      int number, Instant at, long millis, @Nullable Integer status, @Nullable Failure failure) {}

  /** With its attempts, the first first. */
  record Shown(Delivery delivery, List<Attempt> attempts) {
    Shown {
      attempts = List.copyOf(attempts);
    }
  }
}
