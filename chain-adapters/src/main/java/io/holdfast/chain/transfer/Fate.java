package io.holdfast.chain.transfer;

import java.math.BigInteger;

/** What became of a signed transaction, by the blocks that we followed. */
sealed interface Fate {
  /** It stands in no block, and may yet. */
  record Open() implements Fate {}

  /** It stands in a block that did not do what it should, and may lose its place. */
  record Reverted() implements Fate {}

  /** It finally did nothing, but for taking this fee. */
  record FinallyReverted(BigInteger fee) implements Fate {}

  /** Another transaction finally has its number. */
  record FinallyReplaced() implements Fate {}
}
