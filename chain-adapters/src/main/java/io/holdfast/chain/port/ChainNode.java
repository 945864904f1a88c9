package io.holdfast.chain.port;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.NodeChain;
import java.util.Optional;

/**
 * A chain with the head, and the finalized height, that it had when it was looked at; all else is
 * asked anew. Thread-safe: the engine reads ahead. Every call fails with a {@link
 * io.holdfast.chain.rpc.NodeFailure} and with nothing else.
 *
 * @param <B> the content of a block, as this chain's facts read it
 */
public interface ChainNode<B> extends NodeChain {
  /**
   * The block of exactly this header.
   *
   * @throws io.holdfast.chain.rpc.NodeAnsweredRubbish when the node gives another one, or has it no
   *     more
   */
  B block(Header header);

  /** Why this node may not be followed, written for people: it is of another network. */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /** Whether the node itself is still loading blocks that others have. */
  default boolean isLoading() {
    return false;
  }
}
