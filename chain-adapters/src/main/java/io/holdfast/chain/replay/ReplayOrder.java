package io.holdfast.chain.replay;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A replay of a rail's blocks that has not ended.
 *
 * @param from the first block, or null for the first that was ever taken in
 * @param to the last block, or null for where the rail stands when it begins
 * @param next the block that is read next, or null before it began
 * @param stored the block whose facts are in the tally, though it may not have been told yet
 */
record ReplayOrder(
    String replayId,
    String rail,
    @Nullable Long from,
    @Nullable Long to,
    boolean cancelled,
    @Nullable Long next,
    @Nullable Long stored,
    Tally tally) {

  boolean hasStored(long height) {
    return stored != null && stored == height;
  }

  /** Where it stands; empty before it began. */
  OptionalLong nextHeight() {
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
