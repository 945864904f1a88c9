package io.holdfast.api.escrow;

import io.holdfast.api.user.UserId;

/** The buyer has it and is satisfied: the seller is paid. */
public record ReleaseOrder(OrderId orderId, UserId by) implements OrderCommand {}
