package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;

/**
 * It failed.
 *
 * @param result M-Pesa's code, empty where it told none
 */
public record FailMobilePayment(
    OrderId orderId, MobilePaymentId mobilePaymentId, MobileFailure cause, String result)
    implements MobilePaymentCommand {}
