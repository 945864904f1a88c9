package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * A payment is in the pot.
 *
 * @param fromAccountId the buyer's, or a rail's world
 */
@Revision("1")
public record OrderPaid(
    String orderId,
    String paymentId,
    String fromAccountId,
    String entryId,
    String asset,
    String amount,
    String potAfter)
    implements OrderEvent {}
