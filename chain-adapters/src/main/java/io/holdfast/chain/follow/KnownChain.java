package io.holdfast.chain.follow;

import java.util.Optional;
import java.util.OptionalLong;

/** The chain as we stored it: unbroken from the first block we ever applied to the cursor. */
public interface KnownChain {
  /** The cursor's block; empty before the first block was applied. */
  Optional<Header> tip();

  /** Hash of the chain's block 0, as the node told it at the first contact; empty before. */
  Optional<String> genesis();

  /** The applied block at this height; empty below the first and above the cursor. */
  Optional<Header> at(long height);

  /** The first block that was ever applied; empty before. */
  Optional<Header> first();

  /**
   * The height down to which our blocks are taken back, because a person decided so; empty when it
   * is reached.
   */
  default OptionalLong fallsTo() {
    return OptionalLong.empty();
  }

  /**
   * The greatest height that ever became final; it shrinks only when a person decides so. Below
   * every height when nothing is final yet.
   */
  long finalHeight();

  /** Where following begins on an empty store. */
  long startHeight();
}
