package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;

/**
 * Nobody knows what came of it, for now.
 *
 * @param result M-Pesa's code where it is one that we do not know, else empty
 */
public record LeaveMobilePayment(
    OrderId orderId, MobilePaymentId mobilePaymentId, UnresolvedCause cause, String result)
    implements MobilePaymentCommand {}
