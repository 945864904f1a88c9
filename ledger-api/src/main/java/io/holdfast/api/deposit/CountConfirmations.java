package io.holdfast.api.deposit;

import io.holdfast.api.rail.BlockRef;

/** The block that holds the payment now has so many confirmations, itself the first. */
public record CountConfirmations(DepositId depositId, BlockRef block, long confirmations)
    implements PaymentCommand {
  @Override
  public String targetId() {
    return depositId.value();
  }
}
