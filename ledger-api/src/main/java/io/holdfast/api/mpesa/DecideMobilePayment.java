package io.holdfast.api.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person who is no side of the order looked it up with M-Pesa. Who credits names the receipt that
 * M-Pesa gave for it, and it is this payment's from then on: so what was paid once is counted once.
 *
 * @param receipt of what is credited; null where it is refused
 * @param reason in words, for the books
 */
public record DecideMobilePayment(
    OrderId orderId,
    MobilePaymentId mobilePaymentId,
    MobileDecision decision,
    @Nullable Receipt receipt,
    UserId by,
    String reason)
    implements MobilePaymentCommand {
  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public DecideMobilePayment {
    if ((decision == MobileDecision.CREDIT) != (receipt != null)) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "To credit a payment takes M-Pesa's receipt of it; to refuse it takes none.");
    }
  }
}
