package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The dispute is over, and its shares are paid.
 *
 * @param decidedBy a mediator; null where time or a contract did it
 * @param reason null where a contract did it
 */
@Revision("1")
public record OrderResolved(
    String orderId,
    @Nullable String decidedBy,
    @Nullable String reason,
    String asset,
    String toSeller,
    String toBuyer)
    implements OrderEvent {}
