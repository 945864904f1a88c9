package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real bitcoind, with an index of all transactions as the sandbox has one. */
public final class DrivenBitcoind implements DrivenNode {
  private static final int LARGEST_ANSWER_BYTES = 1 << 26;

  private final TestBitcoind node;

  private DrivenBitcoind(TestBitcoind node) {
    this.node = node;
  }

  public static DrivenBitcoind start() {
    return new DrivenBitcoind(TestBitcoind.startFunded("-txindex=1"));
  }

  /** Without coins and without a block but the first. */
  static DrivenBitcoind empty() {
    return new DrivenBitcoind(TestBitcoind.start("-txindex=1"));
  }

  public TestBitcoind bitcoind() {
    return node;
  }

  @Override
  public NodeEndpoint endpoint() {
    return new NodeEndpoint(
        node.url(),
        new Credentials.UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        LARGEST_ANSWER_BYTES);
  }

  @Override
  public BitcoinRpc rpc() {
    return new HttpBitcoinRpc(endpoint());
  }

  @Override
  public JsonNode raw(String method, Object... params) {
    return RawRpc.call(endpoint(), method, params);
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
  public String pay(Map<String, Long> satsByAddress) {
    return node.payMany(satsByAddress);
  }

  @Override
  public String replace(String txid, String address, long sats) {
    return node.replace(txid, address, sats);
  }

  @Override
  public void stall() {
    node.hang();
  }

  @Override
  public void resume() {
    node.resume();
  }

  @Override
  public void close() {
    node.close();
  }
}
