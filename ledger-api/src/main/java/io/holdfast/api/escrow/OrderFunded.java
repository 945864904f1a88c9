package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * The price is there, finally.
 *
 * @param dueAtMillis until when it must be shipped
 */
@Revision("1")
public record OrderFunded(String orderId, long dueAtMillis) implements OrderEvent {}
