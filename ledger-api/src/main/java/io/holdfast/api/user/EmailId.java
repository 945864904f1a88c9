package io.holdfast.api.user;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;

/**
 * Stands for one e-mail address: {@code email:} and the 64 hex digits of its HMAC-SHA-256 under a
 * secret of the door. Equal addresses have equal ids, and an id does not tell its address.
 */
public record EmailId(String value) {
  public static final String PREFIX = "email:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  /**
   * @throws Rejection MALFORMED_ID
   */
  public EmailId {
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_ID, "This stands for no e-mail address.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
