package io.holdfast.chain.bitcoin.block;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.NodeChain;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.util.Objects;
import java.util.Optional;

/** A node's chain with the head it had a moment ago. */
final class NodeView implements NodeChain {
  /** What the first block's header holds where others name their parent. */
  private static final String NO_PARENT = "0".repeat(64);

  private final BitcoinRpc node;
  private final ChainInfo info;

  NodeView(BitcoinRpc node, ChainInfo info) {
    this.node = node;
    this.info = info;
  }

  static Header header(BlockHeader header) {
    return new Header(
        header.height(), header.hash(), Objects.requireNonNullElse(header.parentHash(), NO_PARENT));
  }

  @Override
  public String genesis() {
    return node.blockHash(0)
        .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a first block"));
  }

  @Override
  public long headHeight() {
    return info.headHeight();
  }

  @Override
  public Optional<Header> at(long height) {
    if (height < 0 || height > info.headHeight()) {
      return Optional.empty();
    }
    return node.blockHash(height).flatMap(node::blockHeader).map(NodeView::header);
  }
}
