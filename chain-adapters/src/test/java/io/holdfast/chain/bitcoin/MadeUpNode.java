package io.holdfast.chain.bitcoin;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.BlockHeader;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.bitcoin.rpc.CoinScan;
import io.holdfast.chain.bitcoin.rpc.KeyRange;
import io.holdfast.chain.bitcoin.rpc.MempoolEntry;
import io.holdfast.chain.bitcoin.rpc.MempoolVerdict;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.bitcoin.rpc.UnspentOutput;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Serves a chain that is exchanged at will. Block 0 stands at index 0. Has no mempool. */
final class MadeUpNode implements BitcoinRpc {
  private List<Block> chain;

  MadeUpNode(List<Block> chain) {
    this.chain = List.copyOf(chain);
  }

  void serve(List<Block> other) {
    chain = List.copyOf(other);
  }

  @Override
  public ChainInfo chainInfo() {
    long head = chain.size() - 1L;
    return new ChainInfo("regtest", head, head, chain.getLast().header().hash(), false, 0);
  }

  @Override
  public Optional<String> blockHash(long height) {
    return height < chain.size()
        ? Optional.of(chain.get((int) height).header().hash())
        : Optional.empty();
  }

  @Override
  public Optional<BlockHeader> blockHeader(String hash) {
    return block(hash).map(Block::header);
  }

  @Override
  public Optional<Block> block(String hash) {
    return chain.stream().filter(block -> block.header().hash().equals(hash)).findFirst();
  }

  @Override
  public List<String> mempool() {
    return List.of();
  }

  @Override
  public List<String> blockHashes(long fromHeight, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Block> blocks(List<String> hashes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<MempoolEntry> mempoolEntry(String txid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Transaction> transaction(String txid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Transaction> transactions(List<String> txids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<UnspentOutput> unspentOutput(OutPoint outPoint, boolean withMempool) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CoinScan scan(List<KeyRange> ranges) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CoinScan scan(String address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void abortScan() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String send(String rawHex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MempoolVerdict test(String rawHex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong feeRate(int targetBlocks) {
    throw new UnsupportedOperationException();
  }
}
