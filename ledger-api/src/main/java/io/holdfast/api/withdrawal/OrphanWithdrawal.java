package io.holdfast.api.withdrawal;

import io.holdfast.api.rail.BlockRef;

/** The block that held the payment lost its place: the same bytes go out again. */
public record OrphanWithdrawal(WithdrawalId withdrawalId, BlockRef block)
    implements WithdrawalCommand {
  @Override
  public String targetId() {
    return withdrawalId.value();
  }
}
