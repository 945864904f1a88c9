package io.holdfast.chain.bitcoin;

import io.holdfast.chain.bitcoin.rpc.Credentials.UserPassword;
import io.holdfast.chain.bitcoin.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.util.Map;

/** The contract's node is a real bitcoind. */
final class BitcoindFixture implements NodeFixture {
  private final TestBitcoind bitcoind;

  BitcoindFixture(TestBitcoind bitcoind) {
    this.bitcoind = bitcoind;
  }

  @Override
  public NodeEndpoint endpoint() {
    return endpointOf(bitcoind);
  }

  static NodeEndpoint endpointOf(TestBitcoind bitcoind) {
    return new NodeEndpoint(
        bitcoind.url(), new UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD));
  }

  @Override
  public long height() {
    return bitcoind.height();
  }

  @Override
  public void mine(int blocks) {
    bitcoind.mine(blocks);
  }

  @Override
  public String pay(Map<String, Long> satsByAddress) {
    return bitcoind.payMany(satsByAddress);
  }

  @Override
  public String replace(String txid, String address, long sats) {
    return bitcoind.replace(txid, address, sats);
  }

  @Override
  public void reorganise(int depthBlocks) {
    bitcoind.reorganise(depthBlocks);
  }

  @Override
  public String outsideAddress() {
    return bitcoind.newAddress();
  }

  @Override
  public void hang() {
    bitcoind.hang();
  }

  @Override
  public void resume() {
    bitcoind.resume();
  }

  @Override
  public void close() {
    bitcoind.close();
  }
}
