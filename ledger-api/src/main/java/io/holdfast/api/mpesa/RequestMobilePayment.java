package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;

/**
 * The buyer wants to be asked for the price on the phone that the order names. Answers with the
 * payment that waits: this one, or one that was asked for before and still may be answered on the
 * phone, so that nobody is asked twice at a time.
 */
public record RequestMobilePayment(OrderId orderId, MobilePaymentId mobilePaymentId, UserId by)
    implements MobilePaymentCommand {}
