package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.user.UserId;

/** Either side does not accept the decision. Once for each dispute. */
public record AppealDispute(OrderId orderId, UserId by, Cid evidence) implements OrderCommand {}
