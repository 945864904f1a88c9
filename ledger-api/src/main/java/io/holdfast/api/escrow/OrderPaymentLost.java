package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** A payment that was seen is no longer there. */
@Revision("1")
public record OrderPaymentLost(String orderId, String paymentId) implements OrderEvent {}
