package io.holdfast.api.user;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text about a person, encrypted under that person's own key. The ledger keeps and passes it on
 * as it is and never sees what it says; when the key is destroyed, nobody does. Its form keeps a
 * plain text from being stored by mistake.
 */
public record Sealed(String value) {
  public static final String PREFIX = "sealed:1:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{38,6000}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Sealed {
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "What is said of a person is sealed first.");
    }
  }

  /** As events carry it. */
  public static @Nullable String text(@Nullable Sealed sealed) {
    return sealed == null ? null : sealed.value;
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
