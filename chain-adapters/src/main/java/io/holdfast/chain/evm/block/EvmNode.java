package io.holdfast.chain.evm.block;

import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.rpc.EvmBlock;
import io.holdfast.chain.evm.rpc.EvmHeader;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.rpc.EvmReceipt;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.rpc.EvmTransaction;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.RpcError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An EVM chain with the head and the finalized block it had a moment ago. */
final class EvmNode implements ChainNode<EvmContent> {
  private final EvmRpc rpc;
  private final EvmHeader head;
  private final Optional<EvmHeader> finalized;
  private final Address treasury;
  private final Contracts contracts;
  private final Optional<String> refusal;

  EvmNode(
      EvmRpc rpc,
      EvmHeader head,
      Optional<EvmHeader> finalized,
      Address treasury,
      Contracts contracts,
      Optional<String> refusal) {
    this.rpc = rpc;
    this.head = head;
    this.finalized = finalized;
    this.treasury = treasury;
    this.contracts = contracts;
    this.refusal = refusal;
  }

  @Override
  public String genesis() {
    return rpc.header(0)
        .map(EvmHeader::hash)
        .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a first block"));
  }

  @Override
  public long headHeight() {
    return head.number();
  }

  @Override
  public OptionalLong finalizedHeight() {
    return finalized.map(header -> OptionalLong.of(header.number())).orElse(OptionalLong.empty());
  }

  @Override
  public Optional<Header> at(long height) {
    if (height < 0 || height > head.number()) {
      return Optional.empty();
    }
    return rpc.header(height).map(EvmNode::header);
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  /** Everything is asked by the block's hash, so that no answer is of another branch. */
  @Override
  public EvmContent block(Header header) {
    EvmBlock block =
        rpc.block(header.hash())
            .filter(read -> header(read.header()).equals(header))
            .orElseThrow(() -> new NodeAnsweredRubbish("a block that is not the one asked for"));
    List<EvmLog> logs = logs(header);
    Map<String, EvmReceipt> receipts = rpc.receipts(concerning(block, logs));
    if (receipts.values().stream().anyMatch(it -> !it.blockHash().equals(header.hash()))) {
      throw new NodeAnsweredRubbish("the node changed its branch meanwhile");
    }
    EvmContent content = new EvmContent(block, logs, receipts);
    concerning(block, logs).forEach(content::receipt);
    return content;
  }

  /** A node that has just left the block's branch says so by an error. */
  private List<EvmLog> logs(Header header) {
    try {
      return rpc.logs(header.hash(), contracts.addresses());
    } catch (RpcError e) {
      throw new NodeAnsweredRubbish("no events of a block that is there: " + e.getMessage(), e);
    }
  }

  /** What came of these must be known: they pay us, or were paid by us. */
  private Set<String> concerning(EvmBlock block, List<EvmLog> logs) {
    Set<String> hashes = new LinkedHashSet<>();
    for (EvmTransaction transaction : block.transactions()) {
      if (transaction.from().equals(treasury) || treasury.equals(transaction.to())) {
        hashes.add(transaction.hash());
      }
    }
    logs.stream()
        .filter(log -> contracts.isDeposits(log.address()))
        .forEach(log -> hashes.add(log.transactionHash()));
    return hashes;
  }

  private static Header header(EvmHeader header) {
    return new Header(header.number(), header.hash(), header.parentHash());
  }
}
