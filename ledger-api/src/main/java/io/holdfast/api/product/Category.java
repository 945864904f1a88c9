package io.holdfast.api.product;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Under what a product is looked for. In lower case, so that one word names one category. */
public record Category(String value) {
  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} &/-]{0,59}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Category {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A category is 1 to 60 letters, digits, blanks, '&', '/' or '-'.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
