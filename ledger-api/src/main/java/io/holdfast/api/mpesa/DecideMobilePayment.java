package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;

/**
 * A person who is no side of the order looked it up with M-Pesa.
 *
 * @param reason in words, for the books
 */
public record DecideMobilePayment(
    OrderId orderId,
    MobilePaymentId mobilePaymentId,
    MobileDecision decision,
    UserId by,
    String reason)
    implements MobilePaymentCommand {}
