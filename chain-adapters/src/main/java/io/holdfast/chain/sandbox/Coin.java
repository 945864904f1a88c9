package io.holdfast.chain.sandbox;

import org.bitcoinj.script.Script;

/**
 * An output that can be spent.
 *
 * @param height of the block that made it, or {@link #WAITING}
 */
record Coin(long sats, Script script, int height, boolean coinbase) {
  /** The height of a coin whose transaction is not in a block yet. */
  static final int WAITING = Integer.MAX_VALUE;

  /** Blocks after which a block's reward may be spent. */
  static final int MATURITY_BLOCKS = 100;

  /** Whether a transaction in a block of this height may spend it. */
  boolean spendableAt(int blockHeight) {
    return !coinbase || blockHeight - height >= MATURITY_BLOCKS;
  }
}
