package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Something is to be done again, for a reason.
 *
 * @param what a {@link ReplayWhat}
 * @param fromBlock the first block; -1 for everything
 * @param toBlock the last block; -1 for where the rail then stands
 * @param projections names of {@link Projection}, with commas between; empty for all
 */
@Revision("1")
public record ReplayRequested(
    String replayId,
    String what,
    @Nullable String rail,
    long fromBlock,
    long toBlock,
    String projections,
    String requestedBy,
    String reason)
    implements ReplayEvent {
  /** Stands for a block that is not named. */
  public static final long NO_BLOCK = -1;
}
