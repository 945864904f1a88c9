package io.holdfast.api.escrow;

import io.holdfast.api.Command;

/**
 * Somebody doubts: the contract that keeps an order's money is asked now how it stands finally, and
 * what was missed is told ({@link FollowContract}) before this is answered. Carried out by the
 * chain's side, not by the order. Refused with WRONG_STATE where no contract of ours keeps that
 * order, and with RAIL_UNAVAILABLE where its chain does not answer.
 */
public record AskContract(OrderId orderId) implements Command {
  @Override
  public String targetId() {
    return orderId.value();
  }
}
