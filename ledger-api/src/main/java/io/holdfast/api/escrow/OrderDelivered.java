package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * The buyer has it.
 *
 * @param dueAtMillis when it is released, if the buyer does not complain
 */
@Revision("1")
public record OrderDelivered(String orderId, long dueAtMillis) implements OrderEvent {}
