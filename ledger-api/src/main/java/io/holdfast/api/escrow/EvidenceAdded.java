package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** One side showed more. */
@Revision("1")
public record EvidenceAdded(String orderId, String addedBy, String evidenceCid)
    implements OrderEvent {}
