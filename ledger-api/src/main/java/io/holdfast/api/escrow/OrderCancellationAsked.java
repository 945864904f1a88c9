package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** One side wants it undone, which the other must agree to. */
@Revision("1")
public record OrderCancellationAsked(String orderId, String askedBy) implements OrderEvent {}
