package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * The other side has answered.
 *
 * @param dueAtMillis until when a mediator must decide
 */
@Revision("1")
public record DisputeAnswered(
    String orderId, String answeredBy, String evidenceCid, long dueAtMillis)
    implements OrderEvent {}
