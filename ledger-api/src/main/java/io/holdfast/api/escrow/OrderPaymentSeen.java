package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** A payment was seen that is not final. */
@Revision("1")
public record OrderPaymentSeen(String orderId, String paymentId, String asset, String amount)
    implements OrderEvent {}
