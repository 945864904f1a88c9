package io.holdfast.api.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mobile number of Kenya, in E.164: +254, then 7 or 1, then eight digits (numbering plan of the
 * Communications Authority of Kenya). It is personal data, so it never shows itself.
 *
 * @param e164 with the plus
 */
public record KenyanPhone(String e164) {
  private static final Pattern INPUT = Pattern.compile("(?:\\+?254|0)([17][0-9]{8})");
  private static final Pattern E164 = Pattern.compile("\\+254[17][0-9]{8}");

  public KenyanPhone {
    if (!E164.matcher(e164).matches()) {
      throw refused();
    }
  }

  /**
   * Reads what a person types: +254712345678, 254712345678, 0712345678, with blanks or hyphens
   * between.
   *
   * @throws Rejection MALFORMED_REQUEST
   */
  public static KenyanPhone of(@Nullable String text) {
    Matcher number =
        INPUT.matcher(text == null || text.length() > 40 ? "" : text.replaceAll("[ -]", ""));
    if (!number.matches()) {
      throw refused();
    }
    return new KenyanPhone("+254" + number.group(1));
  }

  /** As M-Pesa wants it: twelve digits without the plus. */
  public String msisdn() {
    return e164.substring(1);
  }

  private static Rejection refused() {
    return new Rejection(
        ErrorCode.MALFORMED_REQUEST, "A phone is a mobile number of Kenya, as +254712345678.");
  }

  @Override
  public String toString() {
    return "+254…";
  }
}
