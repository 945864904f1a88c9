package io.holdfast.chain.stellar;

import io.holdfast.chain.contract.RailPeer;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.sandbox.DrivenStellar;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.security.SecureRandom;
import java.util.List;

/** The sandbox's network. Each rail has an account of its own on it. */
final class StellarPeer implements RailPeer<StellarHarness> {
  static final long LUMENS = Genesis.STROOPS_PER_LUMEN;

  final DrivenStellar network = new DrivenStellar();

  @Override
  public StellarHarness rail(long blocksBefore) {
    Ed25519Key key = new Ed25519Key(new SecureRandom().generateSeed(32));
    network.open(key.account(), 100 * LUMENS);
    network.trust(key.account());
    network.administer(key.account());
    network.close((int) blocksBefore + 1);
    return new StellarHarness(network.endpoint(), key, height() - blocksBefore);
  }

  @Override
  public void mine(int blocks) {
    network.close(blocks);
  }

  @Override
  public boolean reorganises() {
    return false;
  }

  @Override
  public void reorganise(int depthBlocks) {
    throw new UnsupportedOperationException("a closed ledger is final");
  }

  @Override
  public String pay(String address, long minorUnits) {
    return network.pay(Genesis.LUMENS, StrKey.decode(address), minorUnits, new Memo.None());
  }

  @Override
  public long ordinaryAmount() {
    return 10 * LUMENS;
  }

  @Override
  public String outsideAddress() {
    return network.outsideAddress();
  }

  @Override
  public void stall() {
    network.stall(true);
  }

  @Override
  public void resume() {
    network.stall(false);
  }

  @Override
  public long height() {
    return network.height();
  }

  @Override
  public List<String> hashesFrom(long height) {
    return network.hashesFrom(height);
  }

  @Override
  public String blockOf(String transaction) {
    return network.ledgerOf(transaction).orElseThrow();
  }

  @Override
  public boolean knows(String transaction) {
    return network.waits(transaction) || network.ledgerOf(transaction).isPresent();
  }

  @Override
  public void close() {
    network.stop();
  }
}
