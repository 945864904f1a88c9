package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;

/** M-Pesa took our asking: the phone shows it, or will. */
public record RecordMobilePush(OrderId orderId, MobilePaymentId mobilePaymentId)
    implements MobilePaymentCommand {}
