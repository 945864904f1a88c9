package io.holdfast.api.escrow;

import io.holdfast.api.rail.BlockRef;

/**
 * A final block of a chain holds the record of a payment that the order counts. An order has one
 * such record; the same again is quiet.
 *
 * @param rail of the chain
 * @param transaction that made the record
 */
public record RecordOrderPayment(
    OrderId orderId, PaymentId paymentId, String rail, String transaction, BlockRef block)
    implements OrderCommand {}
