package io.holdfast.chain.substrate.block;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.rpc.BlockHeader;
import io.holdfast.chain.substrate.rpc.RawBlock;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.BlockEvents;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.chain.substrate.scale.NotScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The chain with the head that it had a moment ago. Blocks are asked for by their height, one after
 * another: what a subscription said or skipped plays no part.
 */
public final class SubstrateNode implements ChainNode<SubstrateBlock> {
  private final SubstrateRpc rpc;
  private final Runtimes runtimes;
  private final String wantedGenesis;
  private final BlockHeader head;
  private final long finalizedHeight;

  private SubstrateNode(
      SubstrateRpc rpc,
      Runtimes runtimes,
      String wantedGenesis,
      BlockHeader head,
      long finalizedHeight) {
    this.rpc = rpc;
    this.runtimes = runtimes;
    this.wantedGenesis = wantedGenesis;
    this.head = head;
    this.finalizedHeight = finalizedHeight;
  }

  /**
   * @param wantedGenesis the hash of the chain's first block, or empty to take any
   * @param finalityMarginBlocks how many blocks deeper than the node says something must be final
   */
  public static SubstrateNode look(
      SubstrateRpc rpc, Runtimes runtimes, String wantedGenesis, int finalityMarginBlocks) {
    BlockHeader finalized = rpc.finalizedHead();
    return new SubstrateNode(
        rpc, runtimes, wantedGenesis, rpc.head(), finalized.height() - finalityMarginBlocks);
  }

  @Override
  public String genesis() {
    return rpc.blockHash(0)
        .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a first block"));
  }

  @Override
  public Optional<String> refusal() {
    String genesis = genesis();
    return wantedGenesis.isEmpty() || wantedGenesis.equals(genesis)
        ? Optional.empty()
        : Optional.of("the node's chain begins with " + genesis + ", not with " + wantedGenesis);
  }

  @Override
  public long headHeight() {
    return head.height();
  }

  @Override
  public OptionalLong finalizedHeight() {
    return OptionalLong.of(finalizedHeight);
  }

  @Override
  public Optional<Header> at(long height) {
    if (height < 0 || height > head.height()) {
      return Optional.empty();
    }
    return rpc.blockHash(height)
        .flatMap(
            hash -> rpc.header(hash).map(header -> new Header(height, hash, header.parentHash())));
  }

  @Override
  public SubstrateBlock block(Header header) {
    RawBlock raw =
        rpc.block(header.hash())
            .filter(block -> block.header().height() == header.height())
            .filter(block -> block.header().parentHash().equals(header.parentHash()))
            .orElseThrow(() -> new NodeAnsweredRubbish("a block that is not the one asked for"));
    Metadata ranBy = runtimes.after(header.parentHash()).metadata();
    List<SubstrateBlock.Included> extrinsics =
        raw.extrinsics().stream().map(bytes -> included(ranBy, bytes)).toList();
    return new SubstrateBlock(
        header.height(),
        header.hash(),
        minedAtMillis(extrinsics),
        extrinsics,
        events(ranBy, header.hash()));
  }

  /** What we cannot read is none of ours: those of our account we wrote ourselves. */
  private static SubstrateBlock.Included included(Metadata runtime, byte[] bytes) {
    String hash = Extrinsic.hash(bytes);
    try {
      return new SubstrateBlock.Included(hash, Extrinsic.read(runtime, bytes));
    } catch (NotScale e) {
      return new SubstrateBlock.Included(hash, null);
    }
  }

  /** Each block begins with an extrinsic of its author that sets the chain's clock. */
  private static long minedAtMillis(List<SubstrateBlock.Included> extrinsics) {
    for (SubstrateBlock.Included each : extrinsics) {
      Extrinsic content = each.content();
      if (content != null && content.pallet().equals("Timestamp") && content.call().equals("set")) {
        return content.arguments().field("now", 0).number().longValue();
      }
    }
    throw new NodeAnsweredRubbish("a block that does not say its time");
  }

  private BlockEvents events(Metadata runtime, String hash) {
    try {
      return rpc.storage(StorageKeys.events(), hash)
          .map(stored -> BlockEvents.read(runtime, stored))
          .orElseThrow(() -> new NodeAnsweredRubbish("a block without events"));
    } catch (NotScale e) {
      throw new NodeAnsweredRubbish("a runtime without events: " + e.getMessage(), e);
    }
  }
}
