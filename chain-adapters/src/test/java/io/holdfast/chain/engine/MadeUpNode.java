package io.holdfast.chain.engine;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.NodeChain;
import io.holdfast.chain.port.ChainNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A made-up chain as a node serves it. Every block pays twice: one payment is in the blocks of this
 * height on all branches, one in this block only.
 */
record MadeUpNode(NodeChain chain, OptionalLong finalizedHeight)
    implements ChainNode<List<String>> {
  static MadeUpNode of(NodeChain chain) {
    return new MadeUpNode(chain, OptionalLong.empty());
  }

  static MadeUpNode of(NodeChain chain, long finalizedHeight) {
    return new MadeUpNode(chain, OptionalLong.of(finalizedHeight));
  }

  static List<String> payments(Header header) {
    return List.of("everywhere-" + header.height(), "only-" + header.hash());
  }

  @Override
  public List<String> block(Header header) {
    return payments(header);
  }

  @Override
  public String genesis() {
    return chain.genesis();
  }

  @Override
  public long headHeight() {
    return chain.headHeight();
  }

  @Override
  public Optional<Header> at(long height) {
    return chain.at(height);
  }
}
