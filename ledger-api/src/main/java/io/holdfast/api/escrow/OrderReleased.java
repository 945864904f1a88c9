package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** The seller is paid. */
@Revision("1")
public record OrderReleased(String orderId, String cause) implements OrderEvent {}
