package io.holdfast.chain.transfer;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;
import java.math.BigInteger;

/**
 * A payment of ours that stands in a block of our chain and did what it should.
 *
 * @param fee what the chain took for it, in the minor unit of its own asset
 */
record TrackedPayout(
    String withdrawalId,
    String transaction,
    String asset,
    BigInteger fee,
    WithdrawalState state,
    int finalityDepth,
    BlockRef block) {}
