package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;

/** A payment of ours that stands in a block of our chain. */
public record TrackedPayout(
    String withdrawalId, String txid, WithdrawalState state, BlockRef block) {
  /** Confirmations when the cursor stands at this height; the payment's own block is the first. */
  public long confirmationsAt(long height) {
    return height - block.height() + 1;
  }
}
