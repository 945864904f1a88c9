package io.holdfast.command.rail;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.RailState;
import org.jspecify.annotations.Nullable;

/** How far the ledger has followed a rail. */
public sealed interface RailCursor {
  /** Nothing is known of the rail. */
  Nowhere NOWHERE = new Nowhere(null);

  /** How the rail was doing when that last changed, or null before anybody said. */
  @Nullable RailState state();

  /** No block was applied yet: any may be the first. */
  record Nowhere(@Nullable RailState state) implements RailCursor {}

  /**
   * The cursor stands on a block.
   *
   * @param startHeight of the first block that was ever applied; there is no gap from it to the tip
   * @param parentHash of the tip, or null where the cursor fell back to it
   */
  record On(@Nullable RailState state, long startHeight, BlockRef tip, @Nullable String parentHash)
      implements RailCursor {}
}
