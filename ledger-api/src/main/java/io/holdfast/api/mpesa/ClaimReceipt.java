package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;

/** M-Pesa's receipt of a payment that succeeded. Refused where it is another payment's. */
public record ClaimReceipt(OrderId orderId, MobilePaymentId mobilePaymentId, Receipt receipt)
    implements MobilePaymentCommand {}
