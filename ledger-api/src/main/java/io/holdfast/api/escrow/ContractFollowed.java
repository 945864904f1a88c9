package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/** The contract that keeps the money said this. What follows from it stands in the next event. */
@Revision("1")
public record ContractFollowed(
    String orderId, String source, String step, String asset, String toSeller, String toBuyer)
    implements OrderEvent {}
