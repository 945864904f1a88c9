package io.holdfast.api.query;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Events that a rail caused, newest first; answered by the query side with {@link RailEvents}. What
 * is null is not asked for.
 *
 * @param type an event's name without its package, for example {@code DepositCredited}
 * @param before only events before this log index; 0 begins with the newest
 */
public record FindRailEvents(
    @Nullable String rail,
    @Nullable String type,
    @Nullable Long height,
    @Nullable String transaction,
    long before,
    int limit) {
  public FindRailEvents {
    if (before < 0) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "A cursor is a log index.");
    }
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A page has 1 to " + PageRequest.MAX_LIMIT + " rows.");
    }
  }
}
