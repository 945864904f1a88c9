package io.holdfast.api.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.user.UserId;

/**
 * The seller has sent it.
 *
 * @param tracking what proves that, and how it is followed
 */
public record ShipOrder(OrderId orderId, UserId by, Cid tracking) implements OrderCommand {}
