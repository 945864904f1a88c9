package io.holdfast.chain.bitcoin.block;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.util.Objects;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;

/** A Bitcoin node's chain with the head it had a moment ago. */
public final class BitcoinNode implements ChainNode<Block> {
  /** What the first block's header holds where others name their parent. */
  private static final String NO_PARENT = "0".repeat(64);

  private final BitcoinRpc node;
  private final BitcoinNetwork network;
  private final ChainInfo info;

  private BitcoinNode(BitcoinRpc node, BitcoinNetwork network, ChainInfo info) {
    this.node = node;
    this.network = network;
    this.info = info;
  }

  public static BitcoinNode look(BitcoinRpc node, BitcoinNetwork network) {
    return new BitcoinNode(node, network, node.chainInfo());
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
  public long keptFrom() {
    return info.keptFromHeight();
  }

  @Override
  public Optional<Header> at(long height) {
    if (height < 0 || height > info.headHeight()) {
      return Optional.empty();
    }
    return node.blockHash(height).flatMap(node::blockHeader).map(BitcoinNode::header);
  }

  @Override
  public Block block(Header header) {
    return node.block(header.hash())
        .filter(read -> header(read.header()).equals(header))
        .orElseThrow(() -> new NodeAnsweredRubbish("a block that is not the one asked for"));
  }

  @Override
  public Optional<String> refusal() {
    return isOurNetwork(info.network())
        ? Optional.empty()
        : Optional.of(
            "the node is on network " + info.network() + ", this rail is set to " + network);
  }

  @Override
  public boolean isLoading() {
    return info.headerHeight() > info.headHeight();
  }

  private boolean isOurNetwork(String name) {
    return switch (network) {
      case MAINNET -> "main".equals(name);
      case TESTNET -> "test".equals(name) || "testnet4".equals(name);
      case SIGNET -> "signet".equals(name);
      case REGTEST -> "regtest".equals(name);
    };
  }

  private static Header header(BlockHeader header) {
    return new Header(
        header.height(), header.hash(), Objects.requireNonNullElse(header.parentHash(), NO_PARENT));
  }
}
