package io.holdfast.api.escrow;

import io.holdfast.api.money.Money;

/** A payment was seen that is not final yet. It changes nothing but what is shown. */
public record ReportOrderPayment(OrderId orderId, PaymentId paymentId, Money amount)
    implements OrderCommand {}
