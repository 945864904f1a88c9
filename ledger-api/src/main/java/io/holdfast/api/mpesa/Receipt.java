package io.holdfast.api.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.regex.Pattern;

/**
 * M-Pesa's receipt number ({@code MpesaReceiptNumber}), for example {@code NLJ7RT61SV}. It names
 * one payment, so that no two of ours may have the same.
 */
public record Receipt(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{6,20}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public Receipt {
    if (!FORM.matcher(value).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A receipt has 6 to 20 upper-case letters and digits.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
