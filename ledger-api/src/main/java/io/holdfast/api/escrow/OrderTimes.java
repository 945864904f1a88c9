package io.holdfast.api.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.time.Duration;
import java.util.List;

/**
 * How long each side may take, agreed when the order is made. Each from one minute to a year, to
 * the millisecond.
 *
 * @param funding for the price to be there, finally
 * @param shipping for the seller, once it is funded
 * @param confirmation for the buyer, once it is shipped; then it is released
 * @param disputeWindow for the buyer to complain, once it is delivered; then it is released
 * @param answer for the other side of a dispute; then it is decided for the side that spoke
 * @param decision for a mediator
 * @param appeal for either side, once it is decided; then the decision is carried out
 */
public record OrderTimes(
    Duration funding,
    Duration shipping,
    Duration confirmation,
    Duration disputeWindow,
    Duration answer,
    Duration decision,
    Duration appeal) {
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(365);

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public OrderTimes {
    for (Duration time :
        List.of(funding, shipping, confirmation, disputeWindow, answer, decision, appeal)) {
      if (time.compareTo(LEAST) < 0
          || time.compareTo(MOST) > 0
          || time.toNanosPart() % 1_000_000 != 0) {
        throw new Rejection(
            ErrorCode.MALFORMED_REQUEST,
            "Each deadline of an order is one minute to 365 days, in whole milliseconds.");
      }
    }
  }
}
