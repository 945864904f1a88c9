package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.user.UserId;

/** The other side answers. */
public record AnswerDispute(OrderId orderId, UserId by, Cid evidence) implements OrderCommand {}
