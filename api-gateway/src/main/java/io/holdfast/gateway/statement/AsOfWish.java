package io.holdfast.gateway.statement;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.AsOf.Block;
import io.holdfast.api.statement.Known;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A moment, as a request's parameters name it: one of a time, an index and a block, or none. */
public record AsOfWish(
    @Parameter(description = "A time, with its offset.", example = "2026-11-22T00:00:00Z")
        @Nullable String at,
    @Parameter(description = "An index of the log; 0 is before the first event.", example = "1200")
        @Nullable String index,
    @Parameter(description = "A block's rail, with its height.", example = "bitcoin")
        @Nullable String rail,
    @Parameter(example = "840000") @Nullable String height,
    @Parameter(description = "Which block of this height; else any.") @Nullable String hash,
    @Parameter(
            description =
                "THEN (as it was told then), or NOW (without what blocks had credited up to then that"
                    + " have lost their place since).")
        @Nullable String known) {

  /**
   * @throws Rejection MALFORMED_REQUEST, UNKNOWN_RAIL
   */
  public AsOf toAsOf() {
    return new AsOf(
        at == null ? null : millis(at, "at"),
        index == null ? null : whole(index, "index"),
        block(),
        known == null ? Known.THEN : Fields.choice(Known.class, known, "known"));
  }

  private @Nullable Block block() {
    if (rail == null && height == null && hash == null) {
      return null;
    }
    if (rail == null || height == null) {
      throw malformed("A block is named by rail and height.");
    }
    return new Block(Fields.rail(rail), whole(height, "height"), hash);
  }

  /** A time with its offset, in milliseconds since 1970. */
  static long millis(String time, String what) {
    try {
      return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      throw malformed(what + " is a time with its offset, for example 2026-11-22T00:00:00Z.");
    }
  }

  static long whole(@Nullable String number, String what) {
    try {
      return Long.parseLong(Objects.requireNonNullElse(number, ""));
    } catch (NumberFormatException _) {
      throw malformed(what + " is a whole number.");
    }
  }

  private static Rejection malformed(String why) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, why);
  }
}
