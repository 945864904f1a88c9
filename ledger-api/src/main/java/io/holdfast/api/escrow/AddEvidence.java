package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.user.UserId;

/** Either side shows more, as long as the dispute is not decided. */
public record AddEvidence(OrderId orderId, UserId by, Cid evidence) implements OrderCommand {}
