package io.holdfast.api.escrow;

/**
 * A moment has come. Answered with the moment until which this is still waited for, in
 * milliseconds, and with 0 where it is not. Early, late or twice it is quiet.
 */
public record PassOrderDeadline(OrderId orderId, OrderDeadline deadline) implements OrderCommand {}
