package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * One side did not accept the decision.
 *
 * @param dueAtMillis until when another mediator must decide
 */
@Revision("1")
public record DisputeAppealed(
    String orderId, String appealedBy, String evidenceCid, long dueAtMillis)
    implements OrderEvent {}
