package io.holdfast.api.escrow;

import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;

/**
 * Somebody who is neither side decides. That the person may is for the door to know; the second
 * decision is another person's.
 *
 * @param toSeller and {@code toBuyer} sum to the price
 */
public record DecideDispute(
    OrderId orderId, UserId mediator, DecisionReason reason, Money toSeller, Money toBuyer)
    implements OrderCommand {}
