package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** Money left the pot. */
@Revision("1")
public record OrderPaidOut(
    String orderId,
    String entryId,
    String cause,
    String asset,
    String toSeller,
    String toBuyer,
    String potAfter)
    implements OrderEvent {}
