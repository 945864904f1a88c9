package io.holdfast.gateway.audit;

import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which events, as a request's parameters say; any of them, and all must be true. */
record EventWish(
    @Parameter(description = "An aggregate's id", example = "account:alice-main")
        @Nullable String aggregate,
    @Parameter(description = "An event's name", example = "DepositCredited") @Nullable String type,
    @Parameter(description = "Who asked: a user's id, or system:…") @Nullable String actor,
    @Parameter(description = "Not before; a time with its offset", example = "2026-11-22T00:00:00Z")
        @Nullable String from,
    @Parameter(description = "Before; a time with its offset") @Nullable String to,
    @Parameter(description = "The first log index") @Nullable String fromIndex,
    @Parameter(description = "The last log index") @Nullable String toIndex,
    @Parameter(description = "The request that all of it came from") @Nullable String correlation,
    @Nullable String transaction,
    @Nullable String rail,
    @Parameter(description = "Of the block that it came from") @Nullable String height,
    @Parameter(description = "newest or oldest first; newest if it is left out")
        @Nullable String order) {
  private static final Set<String> PARAMETERS =
      Set.of(
          "aggregate",
          "type",
          "actor",
          "from",
          "to",
          "fromIndex",
          "toIndex",
          "correlation",
          "transaction",
          "rail",
          "height",
          "order");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");

  /** What comes first. */
  enum Order {
    NEWEST,
    OLDEST
  }

  /**
   * @throws Rejection MALFORMED_REQUEST, UNKNOWN_RAIL
   */
  EventFilter filter() {
    return new EventFilter(
        matching(ID, aggregate, "aggregate is an id."),
        matching(TYPE, type, "type is the name of an event."),
        matching(ID, actor, "actor is an id."),
        matching(ID, correlation, "correlation is an id."),
        transaction == null ? null : Fields.transaction(transaction),
        rail == null ? null : Fields.rail(rail),
        whole(height, "height"),
        millis(from, "from"),
        millis(to, "to"),
        whole(fromIndex, "fromIndex"),
        whole(toIndex, "toIndex"));
  }

  boolean oldestFirst() {
    return order != null && Fields.choice(Order.class, order, "order") == Order.OLDEST;
  }

  /**
   * What is misspelt would ask for more than was meant, and be taken for what was meant.
   *
   * @param asked the names of a request's parameters
   * @param more what may stand beside a filter
   * @throws Rejection MALFORMED_REQUEST
   */
  static void requireKnown(Set<String> asked, Set<String> more) {
    if (!asked.stream().allMatch(name -> PARAMETERS.contains(name) || more.contains(name))) {
      throw malformed("The address has a parameter that is not known here.");
    }
  }

  private static @Nullable String matching(Pattern form, @Nullable String value, String otherwise) {
    if (value != null && !form.matcher(value).matches()) {
      throw malformed(otherwise);
    }
    return value;
  }

  private static @Nullable Long whole(@Nullable String value, String what) {
    String digits = matching(WHOLE, value, what + " is a whole number.");
    return digits == null ? null : Long.valueOf(digits);
  }

  private static @Nullable Long millis(@Nullable String time, String what) {
    try {
      return time == null ? null : OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      throw malformed(what + " is a time with its offset, for example 2026-11-22T00:00:00Z.");
    }
  }

  private static Rejection malformed(String reason) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, reason);
  }
}
