package io.holdfast.api.query;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Which rows: those after a cursor that an earlier page gave, or the first; at most {@value
 * #MAX_LIMIT}.
 */
public record PageRequest(@Nullable String after, int limit) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;
  private static final int MAX_CURSOR_LENGTH = 400;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A page has 1 to " + MAX_LIMIT + " rows.");
    }
    if (after != null && after.length() > MAX_CURSOR_LENGTH) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "That is not a cursor that a page gave.");
    }
  }
}
