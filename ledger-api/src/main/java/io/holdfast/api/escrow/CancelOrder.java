package io.holdfast.api.escrow;

import io.holdfast.api.user.UserId;

/**
 * One side wants it undone. Before it is funded either side, and before it is shipped the seller,
 * does so alone. Else it is a wish, and the order is cancelled when the other side asks for the
 * same.
 */
public record CancelOrder(OrderId orderId, UserId by) implements OrderCommand {}
