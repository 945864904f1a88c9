package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The seller has sent it.
 *
 * @param trackingCid null where only a contract says so
 * @param dueAtMillis when it is released, if the buyer stays silent
 */
@Revision("1")
public record OrderShipped(
    String orderId, @Nullable String trackingCid, long shippedAtMillis, long dueAtMillis)
    implements OrderEvent {}
