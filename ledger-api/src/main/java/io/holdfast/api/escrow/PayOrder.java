package io.holdfast.api.escrow;

import io.holdfast.api.user.UserId;

/** The buyer pays the price from the account that the order names. */
public record PayOrder(OrderId orderId, UserId by) implements OrderCommand {}
