package io.holdfast.chain.follow;

import org.jspecify.annotations.Nullable;

/** What a follower does next. Each step is small: after it, the follower decides anew. */
public sealed interface Step {
  /** Take this block in: it stands on the cursor, or is the first of all. */
  record Apply(Header block) implements Step {}

  /** Take the cursor's block back: another stands at its height. */
  record OrphanTip(Header tip) implements Step {}

  /** Nothing can be done now; ask again later. */
  record Wait(Cause cause, String reason) implements Step {}

  /**
   * Nothing may be done without a person. It is a verdict on what the node says now and no latch:
   * nothing was undone, so when the node comes back to our chain, following goes on.
   *
   * @param fork where the node's chain leaves ours past finality; null where nothing can be
   *     decided, and another node must be asked
   */
  record Freeze(String reason, @Nullable Fork fork) implements Step {
    Freeze(String reason) {
      this(reason, null);
    }
  }

  /** Why there is nothing to do. */
  enum Cause {
    /** The cursor stands on the node's head. */
    AT_HEAD,
    /** The node knows less than we do: it was restored, is still loading, or lost its peers. */
    NODE_BEHIND,
    /** The node's answers do not fit together: it changed branch meanwhile, or it lies. */
    CONTRADICTION
  }
}
