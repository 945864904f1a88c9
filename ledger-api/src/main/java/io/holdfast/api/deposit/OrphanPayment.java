package io.holdfast.api.deposit;

import io.holdfast.api.rail.BlockRef;

/** The block that held the payment lost its place. What was credited is taken back. */
public record OrphanPayment(DepositId depositId, BlockRef block) implements PaymentCommand {
  @Override
  public String targetId() {
    return depositId.value();
  }
}
