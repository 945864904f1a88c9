package io.holdfast.api.mpesa;

import org.jspecify.annotations.Nullable;

/**
 * What the rail knows of one mobile payment.
 *
 * @param payment null where there is none, or it is not to be seen
 */
public record MobilePaymentFound(@Nullable Row payment) {
  /**
   * @param amount in cents, decimal digits
   * @param told the amount that M-Pesa told where it was another, or null
   * @param cause of what is unresolved or failed, or null
   * @param result M-Pesa's code, or null
   * @param waitsUntilMillis until when the phone is not asked again, unless this one fails
   */
  public record Row(
      String mobilePaymentId,
      String orderId,
      String buyerId,
      MobilePaymentState state,
      String asset,
      String amount,
      @Nullable String told,
      @Nullable String cause,
      @Nullable String result,
      @Nullable String receipt,
      long requestedAtMillis,
      long waitsUntilMillis) {}
}
