package io.holdfast.chain.follow;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The chain as a node tells it. Each answer is asked anew, so two answers may come from two
 * branches: a decision trusts only what fits together.
 */
public interface NodeChain {
  /** Hash of block 0. */
  String genesis();

  /** Height of the node's best block. */
  long headHeight();

  /** The block on the node's best branch at this height; empty above its head. */
  Optional<Header> at(long height);

  /**
   * The lowest height of which the node still has the whole block; what lies below, it threw away.
   */
  default long keptFrom() {
    return 0;
  }

  /** Up to where the chain itself says that nothing changes any more, where it says so. */
  default OptionalLong finalizedHeight() {
    return OptionalLong.empty();
  }
}
