package io.holdfast.api.mpesa;

import io.holdfast.api.Ids;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.PaymentId;

/**
 * Names one asking on a phone: our own intent, made before M-Pesa knows of it. It is what a
 * customer follows a payment by; M-Pesa's own name for it ends in the phone number, and stays with
 * the rail.
 */
public record MobilePaymentId(String value) {
  public static final String PREFIX = "mobile-payment:";
  private static final int MAX_LENGTH = 80;

  /**
   * @throws Rejection MALFORMED_ID
   */
  public MobilePaymentId {
    value = Ids.require(PREFIX, value);
    if (value.length() > MAX_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID,
          "A mobile payment's id has at most " + MAX_LENGTH + " characters.");
    }
  }

  /**
   * The payment that an order counts. It is named after our intent and not after M-Pesa's receipt,
   * because an answer to our question tells no receipt.
   */
  public PaymentId paymentId() {
    return new PaymentId(PaymentId.PREFIX + "mpesa:" + rest());
  }

  /** The id without what all of them begin with, as the address for M-Pesa's answer has it. */
  public String rest() {
    return value.substring(PREFIX.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
