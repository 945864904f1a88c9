package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;

/** A payment of ours that stands in a block of our chain. */
public record TrackedPayout(
    String withdrawalId, String txid, WithdrawalState state, int finalityDepth, BlockRef block) {}
