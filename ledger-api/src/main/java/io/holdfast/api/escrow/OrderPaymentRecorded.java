package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * A payment that came outside the chain is on record in a contract, finally. No money moves.
 *
 * @param rail the chain that has the record
 * @param height and {@code blockHash}: the block of the transaction
 */
@Revision("1")
public record OrderPaymentRecorded(
    String orderId,
    String paymentId,
    String rail,
    String transaction,
    long height,
    String blockHash)
    implements OrderEvent {}
