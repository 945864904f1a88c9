package io.holdfast.api.withdrawal;

import io.holdfast.api.rail.BlockRef;

/** The block that holds the payment now has so many confirmations, itself the first. */
public record CountWithdrawalConfirmations(
    WithdrawalId withdrawalId, BlockRef block, long confirmations) implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
