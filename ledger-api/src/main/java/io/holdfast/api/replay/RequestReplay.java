package io.holdfast.api.replay;

import io.holdfast.api.rail.AboutRail;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An administrator wants something done again. Refused with REPLAY_RUNNING while another replay of
 * the same subject has not ended; with BLOCK_BELOW_START or BLOCK_ABOVE_CURSOR where the rail has
 * not taken in the block that is named.
 *
 * @param rail whose blocks are meant; null only where no block is named and no chain is read
 * @param fromBlock the first block, or null for everything
 * @param toBlock the last block, or null for where the rail then stands
 * @param projections which to exchange; empty for all
 */
public record RequestReplay(
    ReplayId replayId,
    ReplayWhat what,
    @Nullable String rail,
    @Nullable Long fromBlock,
    @Nullable Long toBlock,
    Set<Projection> projections,
    String requestedBy,
    String reason)
    implements ReplayCommand, AboutRail {
  public RequestReplay {
    projections = Set.copyOf(projections);
  }
}
