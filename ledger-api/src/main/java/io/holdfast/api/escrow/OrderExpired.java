package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** It was not paid in time. */
@Revision("1")
public record OrderExpired(String orderId) implements OrderEvent {}
