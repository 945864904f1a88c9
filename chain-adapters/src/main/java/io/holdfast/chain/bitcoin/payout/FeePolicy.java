package io.holdfast.chain.bitcoin.payout;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;

/**
 * What we offer the miners: the node's estimate within bounds, so that neither a node that lies nor
 * a mad hour empties the wallet.
 *
 * @param fallback used while the node has seen too little to say
 */
public record FeePolicy(int targetBlocks, FeeRate least, FeeRate most, FeeRate fallback) {
  FeeRate rate(BitcoinRpc node) {
    var estimate = node.feeRate(targetBlocks);
    FeeRate rate = estimate.isPresent() ? new FeeRate(estimate.getAsLong()) : fallback;
    return rate.within(least, most);
  }
}
