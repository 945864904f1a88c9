package io.holdfast.api;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of every id: a prefix that tells what it names, a colon, and up to 120 harmless
 * characters. The prefix keeps ids of different aggregates apart in the log, which is unique on
 * (aggregate id, sequence) whatever the type.
 */
public final class Ids {
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,119}");

  private Ids() {}

  /**
   * @throws Rejection MALFORMED_ID
   */
  public static String require(String prefix, @Nullable String value) {
    if (value == null
        || !value.startsWith(prefix)
        || !REST.matcher(value.substring(prefix.length())).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "An id of this kind starts with '" + prefix + "'.");
    }
    return value;
  }
}
