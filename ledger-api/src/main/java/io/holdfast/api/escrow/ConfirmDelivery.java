package io.holdfast.api.escrow;

import io.holdfast.api.user.UserId;

/** The buyer has it, and from now on some time to look at it. */
public record ConfirmDelivery(OrderId orderId, UserId by) implements OrderCommand {}
