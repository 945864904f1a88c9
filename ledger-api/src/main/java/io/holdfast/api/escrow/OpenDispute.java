package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.user.UserId;

/** One side complains; the other is asked to answer. */
public record OpenDispute(OrderId orderId, UserId by, DisputeReason reason, Cid evidence)
    implements OrderCommand {}
