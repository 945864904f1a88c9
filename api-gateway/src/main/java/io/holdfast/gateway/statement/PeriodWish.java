package io.holdfast.gateway.statement;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.statement.AsOf;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A period, as a request's parameters name it. By times it is from the first one on and ends before
 * the second, so that the next period begins where it ends; by indexes it is what came after the
 * first one, up to the second.
 */
record PeriodWish(
    @Parameter(description = "The first moment; else the beginning.", example = "2026-11-01T00:00Z")
        @Nullable String from,
    @Parameter(description = "The first moment after it; else now.", example = "2026-12-01T00:00Z")
        @Nullable String to,
    @Parameter(description = "The index after which it begins, in place of a time.")
        @Nullable String fromIndex,
    @Parameter(description = "The index with which it ends, in place of a time.")
        @Nullable String toIndex) {

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  AsOf begin() {
    return from == null && fromIndex == null ? AsOf.index(0) : end(from, fromIndex, "from");
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  AsOf end() {
    return to == null && toIndex == null ? AsOf.LATEST : end(to, toIndex, "to");
  }

  private static AsOf end(@Nullable String time, @Nullable String index, String what) {
    if (time != null && index != null) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A period's end is a time or an index: one of them.");
    }
    return time == null
        ? AsOf.index(AsOfWish.whole(index, what + "Index"))
        : AsOf.time(AsOfWish.millis(time, what) - 1);
  }
}
