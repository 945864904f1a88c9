package io.holdfast.api.escrow;

import io.holdfast.api.money.Money;

/**
 * A payment is final. It counts, whatever was said of it before; what the order does not need goes
 * to the buyer at once.
 *
 * @param amount as the rail knows it, in the asset of the price
 */
public record ConfirmOrderPayment(OrderId orderId, PaymentId paymentId, Money amount)
    implements OrderCommand {}
