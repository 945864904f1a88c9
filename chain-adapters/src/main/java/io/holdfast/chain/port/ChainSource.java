package io.holdfast.chain.port;

/**
 * A chain behind one or several nodes.
 *
 * @param <B> the content of a block, as this chain's facts read it
 */
@FunctionalInterface
public interface ChainSource<B> {
  /**
   * Where the chain stands now. Asked once a turn.
   *
   * @throws io.holdfast.chain.rpc.NodeFailure when nobody answers
   */
  ChainNode<B> look();

  /**
   * What the node says cannot be followed: it is behind us, on another chain, or contradicts
   * itself. Where there are several, another is asked next.
   */
  default void turnAway(String reason) {}
}
