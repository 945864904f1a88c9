package io.holdfast.api.query;

import io.holdfast.api.rail.BlockRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of what of its chain a rail has taken in. It is found by comparing each stored
 * block's parent hash with the block stored below it, and not from what the rail believes.
 *
 * @param unbroken the stretch that ends at the cursor, or null before the first block; every block
 *     in it was taken in
 * @param earlier stretches below it, lowest first; what lies between two stretches is a gap
 * @param cursor the last block that was taken in, or null before the first
 * @param finalHeight up to here nothing is taken back any more; −1 while nothing is final
 * @param headHeight the chain's head as it was seen last; −1 before it was seen
 */
public record RailCoverage(
    String rail,
    @Nullable Stretch unbroken,
    List<Stretch> earlier,
    @Nullable BlockRef cursor,
    long finalHeight,
    long headHeight,
    long headSeenAtMillis) {

  /** Whether no block of this height was taken in, though others below and above it were. */
  public boolean hasGapAt(long height) {
    return unbroken != null
        && height < unbroken.from().height()
        && earlier.stream().anyMatch(stretch -> stretch.from().height() < height)
        && earlier.stream()
            .noneMatch(
                stretch -> stretch.from().height() <= height && height <= stretch.to().height());
  }

  /**
   * Blocks that stand on each other without a gap, both ends included.
   *
   * @param blocks how many they are
   */
  public record Stretch(BlockRef from, BlockRef to, long blocks) {}
}
