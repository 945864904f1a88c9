package io.holdfast.api.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.PageRequest;

/**
 * Checkpoints, newest first; answered with {@link Checkpoints}.
 *
 * @param before only smaller ones; 0 begins with the newest
 */
public record FindCheckpoints(long before, int limit) {
  public FindCheckpoints {
    if (before < 0) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "A cursor is the size of a checkpoint.");
    }
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A page has 1 to " + PageRequest.MAX_LIMIT + " rows.");
    }
  }
}
