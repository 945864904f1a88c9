package io.holdfast.chain.bitcoin.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A block without its transactions.
 *
 * @param parentHash null for the first block of all
 * @param confirmations 1 for the last block of the best chain, −1 for a block that is not on it
 * @param timeSeconds the miner's clock; it may run behind the parent's
 * @param medianTimeSeconds median of the last eleven blocks' times; never decreases
 */
public record BlockHeader(
    String hash,
    long height,
    @Nullable String parentHash,
    int confirmations,
    long timeSeconds,
    long medianTimeSeconds) {
  /** Whether the block stood on the best chain when the node was asked. */
  public boolean onBestChain() {
    return confirmations >= 0;
  }
}
