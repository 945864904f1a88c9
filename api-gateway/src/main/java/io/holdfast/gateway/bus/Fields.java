package io.holdfast.gateway.bus;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a request's plain fields: what is too long or unprintable goes no further than this
 * door. Whether a value means anything is for the ledger to say.
 */
public final class Fields {
  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,80}");
  private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,200}");
  private static final Pattern RAIL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e]{1,120}");
  private static final Pattern TRANSACTION = Pattern.compile("[0-9A-Za-z]{1,120}");

  private static final String NO_SUCH_RAIL = "There is no such rail. GET /api/rails lists them.";

  private Fields() {}

  public static String label(@Nullable String value) {
    return matching(
            LABEL, value, ErrorCode.MALFORMED_REQUEST, "A label has 1 to 80 printable characters.")
        .strip();
  }

  public static String reason(@Nullable String value) {
    return matching(
            REASON,
            value,
            ErrorCode.MALFORMED_REQUEST,
            "A reason has 1 to 200 printable characters.")
        .strip();
  }

  public static String rail(@Nullable String value) {
    return matching(RAIL, value, ErrorCode.UNKNOWN_RAIL, NO_SUCH_RAIL);
  }

  /** One of a few words, in any case of letters. */
  public static <E extends Enum<E>> E choice(Class<E> words, @Nullable String value, String what) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(value)) {
        return word;
      }
    }
    throw new Rejection(
        ErrorCode.MALFORMED_REQUEST,
        "%s is one of %s.".formatted(what, Arrays.toString(words.getEnumConstants())));
  }

  static Rejection unknownRail() {
    return new Rejection(ErrorCode.UNKNOWN_RAIL, NO_SUCH_RAIL);
  }

  public static String address(@Nullable String value) {
    return matching(
        ADDRESS, value, ErrorCode.ADDRESS_MALFORMED, "That is not an address of this rail.");
  }

  public static String transaction(@Nullable String value) {
    return matching(
        TRANSACTION,
        value,
        ErrorCode.MALFORMED_REQUEST,
        "That is not the id of a transaction on this rail.");
  }

  private static String matching(
      Pattern form, @Nullable String value, ErrorCode code, String otherwise) {
    if (value == null || value.isBlank() || !form.matcher(value).matches()) {
      throw new Rejection(code, otherwise);
    }
    return value;
  }
}
