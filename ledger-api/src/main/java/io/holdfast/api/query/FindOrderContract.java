package io.holdfast.api.query;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands in the contract that keeps its money, and what somebody may send there now;
 * answered by the rail with {@link OrderContract}, from what it stored and never from the chain.
 * The terms come along, so that a rail that has not heard of the order yet can answer.
 *
 * @param side whose acts are asked for; null for who is neither side and only looks
 * @param waitsForPrice whether the order would still take an opening
 */
public record FindOrderContract(
    OrderId orderId,
    Money price,
    String buyerId,
    String sellerId,
    @Nullable Side side,
    boolean waitsForPrice) {
  /** Of an order. */
  public enum Side {
    BUYER,
    SELLER
  }
}
