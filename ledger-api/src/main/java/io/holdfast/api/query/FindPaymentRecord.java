package io.holdfast.api.query;

import io.holdfast.api.escrow.OrderId;

/**
 * How far the record of an order's payment in a contract is; answered with {@link PaymentRecord}.
 * Whoever asks has made sure that the order may be seen.
 */
public record FindPaymentRecord(OrderId orderId) {}
