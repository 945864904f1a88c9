package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of what a person types to be known by. */
final class Typed {
  static final int MAX_EMAIL_LENGTH = 254;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  private Typed() {}

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  static String email(@Nullable String email) {
    if (email == null || email.length() > MAX_EMAIL_LENGTH || !EMAIL.matcher(email).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "That is not an e-mail address.");
    }
    return email;
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  static String newPassword(@Nullable String password) {
    if (password == null
        || password.length() < Passwords.MIN_LENGTH
        || password.length() > Passwords.MAX_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A password has "
              + Passwords.MIN_LENGTH
              + " to "
              + Passwords.MAX_LENGTH
              + " characters.");
    }
    return password;
  }
}
