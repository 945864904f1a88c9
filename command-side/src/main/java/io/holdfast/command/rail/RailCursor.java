package io.holdfast.command.rail;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.FreezeDecision;
import io.holdfast.api.rail.RailState;
import org.jspecify.annotations.Nullable;

/** How far the ledger has followed a rail. */
public sealed interface RailCursor {
  /** Nothing is known of the rail. */
  Nowhere NOWHERE = new Nowhere(null);

  /** How the rail was doing when that last changed, or null before anybody said. */
  @Nullable RailState state();

  /** The branch about which a person may decide, by the hash of its first block, or null. */
  @Nullable String branch();

  /** Whether an administrator accepted another branch, and the cursor is on its way there. */
  boolean isAcceptingABranch();

  /** No block was applied yet: any may be the first. */
  record Nowhere(@Nullable RailState state) implements RailCursor {
    @Override
    public @Nullable String branch() {
      return null;
    }

    @Override
    public boolean isAcceptingABranch() {
      return false;
    }
  }

  /**
   * The cursor stands on a block.
   *
   * @param startHeight of the first block that was ever applied; there is no gap from it to the tip
   * @param parentHash of the tip, or null where the cursor fell back to it
   * @param decided what an administrator decided, until the next block is applied, or null
   */
  record On(
      @Nullable RailState state,
      @Nullable String branch,
      long startHeight,
      BlockRef tip,
      @Nullable String parentHash,
      @Nullable Decided decided)
      implements RailCursor {
    @Override
    public boolean isAcceptingABranch() {
      return decided != null && decided.decision() == FreezeDecision.ACCEPT_BRANCH;
    }
  }

  /**
   * Who decided what, and why.
   *
   * @param at the block on which the cursor stood then
   * @param branch the first block of the branch that the node had
   */
  record Decided(BlockRef at, String branch, FreezeDecision decision, String reason, String by) {
    boolean isAbout(BlockRef tip, String otherBranch) {
      return at.equals(tip) && branch.equals(otherBranch);
    }
  }
}
