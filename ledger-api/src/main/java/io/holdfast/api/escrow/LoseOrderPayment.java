package io.holdfast.api.escrow;

/**
 * A payment that was seen is no longer there: it lost its block, was replaced or refused. What is
 * final is never lost.
 */
public record LoseOrderPayment(OrderId orderId, PaymentId paymentId) implements OrderCommand {}
