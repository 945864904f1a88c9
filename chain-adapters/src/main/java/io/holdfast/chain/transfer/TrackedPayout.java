package io.holdfast.chain.transfer;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;

/** A payment of ours that stands in a block of our chain and did what it should. */
record TrackedPayout(
    String withdrawalId,
    String transaction,
    WithdrawalState state,
    int finalityDepth,
    BlockRef block) {}
