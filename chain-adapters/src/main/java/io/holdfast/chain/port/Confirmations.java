package io.holdfast.chain.port;

import io.holdfast.api.rail.BlockRef;

/**
 * How deep a block of our chain counts, while the cursor stands on the tip or is about to. The
 * block itself is the first confirmation.
 *
 * <p>The ledger holds something final once it counts as deep as its own finality depth. Where
 * finality follows from depth, the count is the depth. Where the chain says what is final, a block
 * counts as the finality depth, or deeper, once it is final, and stays below it before, however
 * many blocks stand on it.
 *
 * <p>Facts pick what to tell: {@link #settledHeight} and {@link #highestHeight} for their query,
 * {@link #counts} for each row, {@link #of} for the figure.
 */
public sealed interface Confirmations {
  /** The tip that made us count. */
  BlockRef tip();

  /**
   * The greatest height of which nothing is to be told any more. Coarse, for an index; {@code
   * deepest} is the greatest finality depth that anything on this rail may have.
   */
  long settledHeight(int deepest);

  /** The greatest height of which anything is to be told. Coarse, for an index. */
  default long highestHeight() {
    return tip().height();
  }

  /** Whether the ledger must hear of something in a block of this height. */
  boolean counts(long height, int finalityDepth);

  /** As what depth that block counts; at least 1 where it {@link #counts}. */
  long of(long height, int finalityDepth);

  /** The cursor moves onto the tip, and depth is all that matters. */
  record ByDepth(BlockRef tip) implements Confirmations {
    @Override
    public long settledHeight(int deepest) {
      return tip.height() - deepest;
    }

    @Override
    public boolean counts(long height, int finalityDepth) {
      return height <= tip.height() && of(height, finalityDepth) <= finalityDepth;
    }

    @Override
    public long of(long height, int finalityDepth) {
      return tip.height() - height + 1;
    }
  }

  /** The cursor moves onto the tip, and the chain will say what is final. */
  record NotYetFinal(BlockRef tip, long finalHeight) implements Confirmations {
    @Override
    public long settledHeight(int deepest) {
      return Math.max(finalHeight, tip.height() - deepest);
    }

    @Override
    public boolean counts(long height, int finalityDepth) {
      long depth = of(height, finalityDepth);
      return height > finalHeight && depth >= 1 && depth < finalityDepth;
    }

    @Override
    public long of(long height, int finalityDepth) {
      return tip.height() - height + 1;
    }
  }

  /** The cursor stands on the tip, and the chain says that more is final. */
  record NowFinal(BlockRef tip, long finalBefore, long finalNow) implements Confirmations {
    @Override
    public long settledHeight(int deepest) {
      return finalBefore;
    }

    @Override
    public long highestHeight() {
      return finalNow;
    }

    @Override
    public boolean counts(long height, int finalityDepth) {
      return height > finalBefore && height <= finalNow;
    }

    @Override
    public long of(long height, int finalityDepth) {
      return Math.max(finalityDepth, tip.height() - height + 1);
    }
  }
}
