package io.holdfast.chain.bitcoin;

import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.contract.RailPeer;
import io.holdfast.chain.sandbox.DrivenNode;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;

/** A Bitcoin node of either kind, as every rail's contract drives it. */
record BitcoinPeer(DrivenNode node) implements RailPeer<BitcoinHarness> {
  @Override
  public BitcoinHarness rail(long blocksBefore) {
    return new BitcoinHarness(node.endpoint(), blocksBefore);
  }

  @Override
  public void mine(int blocks) {
    node.mine(blocks);
  }

  @Override
  public void reorganise(int depthBlocks) {
    node.reorganise(depthBlocks);
  }

  @Override
  public String pay(String address, long sats) {
    return node.pay(address, sats);
  }

  @Override
  public long ordinaryAmount() {
    return 100_000_000;
  }

  @Override
  public String outsideAddress() {
    SeedSigner somebody = new SeedSigner(BitcoinNetwork.REGTEST, new byte[64]);
    return somebody.account().address(new KeyPath(Branch.DEPOSIT, 0)).toString();
  }

  @Override
  public void stall() {
    node.stall();
  }

  @Override
  public void resume() {
    node.resume();
  }

  @Override
  public long height() {
    return node.rpc().chainInfo().headHeight();
  }

  @Override
  public List<String> hashesFrom(long height) {
    return node.rpc().blockHashes(height, (int) (height() - height + 1));
  }

  @Override
  public String blockOf(String txid) {
    for (long height = height(); height >= 0; height--) {
      String hash = node.rpc().blockHash(height).orElseThrow();
      boolean holds =
          node.rpc().block(hash).orElseThrow().transactions().stream()
              .anyMatch(transaction -> transaction.txid().equals(txid));
      if (holds) {
        return hash;
      }
    }
    throw new AssertionError(txid + " is in no block");
  }

  @Override
  public boolean knows(String txid) {
    return node.rpc().transaction(txid).isPresent();
  }

  @Override
  public void close() {
    node.close();
  }
}
