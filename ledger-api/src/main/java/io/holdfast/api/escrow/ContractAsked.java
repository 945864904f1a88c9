package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * Nothing was heard of the contract for long: it must be asked.
 *
 * @param dueAtMillis when it must be asked again
 */
@Revision("1")
public record ContractAsked(String orderId, long dueAtMillis) implements OrderEvent {}
