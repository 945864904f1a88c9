package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * It is decided, and will be carried out.
 *
 * @param decidedBy a mediator; null where time did it
 * @param dueAtMillis until when either side may appeal
 */
@Revision("1")
public record DisputeDecided(
    String orderId,
    @Nullable String decidedBy,
    String reason,
    String asset,
    String toSeller,
    String toBuyer,
    long dueAtMillis)
    implements OrderEvent {}
