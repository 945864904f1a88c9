package io.holdfast.bench;

import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real anvil with a contract whose events are kept. */
final class AnvilChain implements Chain {
  static final String EVENT = "Emitted(uint256,uint256)";

  private static final int TRANSACTIONS = 4;

  private final TestAnvil node = TestAnvil.start();
  private final int events;
  private final String contract;
  private final long start;

  /**
   * @param events in each block, from a few transactions
   */
  AnvilChain(int events) {
    this.events = events;
    this.contract = node.deploy(deploying(emitter()));
    this.start = node.height();
  }

  /**
   * Emits as many events as the number it is called with, counting down to 1. Each has one indexed
   * word and one word of data, the same number.
   */
  private static String emitter() {
    return "600035" // the number
        + "5b801560" // as long as it is not zero,
        + "3b57" // else to the end:
        + "80600052" // it into memory,
        + "80" // it as the second topic,
        + "7f"
        + Abi.topic(EVENT).substring(2)
        + "60206000a2" // one word of memory as the data,
        + "6001900360" // and one less
        + "0356"
        + "5b00";
  }

  /** Code that deploys this code. */
  private static String deploying(String runtime) {
    String length = "%02x".formatted(runtime.length() / 2);
    return "0x60" + length + "600c60003960" + length + "6000f3" + runtime;
  }

  @Override
  public String rail() {
    return "polkadot-evm";
  }

  @Override
  public List<String> properties(URI url) {
    return List.of(
        "--holdfast.sandbox.enabled=true", // for the rail of the other asset
        "--holdfast.rails.polkadot-evm.enabled=true",
        "--holdfast.rails.polkadot-evm.url=" + url,
        "--holdfast.rails.polkadot-evm.chain-id=31337",
        "--holdfast.rails.polkadot-evm.contracts=" + contract,
        "--holdfast.rails.polkadot-evm.start-height=" + start,
        "--holdfast.assets.DOT.scale=18",
        "--holdfast.assets.DOT.rail=" + rail(),
        "--holdfast.policy.withdrawal.DOT.fee=1",
        "--holdfast.policy.withdrawal.DOT.minimum=1",
        "--holdfast.policy.withdrawal.DOT.max-per-withdrawal=10",
        "--holdfast.policy.withdrawal.DOT.max-per-day=10",
        "--holdfast.policy.withdrawal.DOT.approval-threshold=10",
        "--holdfast.policy.withdrawal.DOT.approvals=1",
        "--holdfast.policy.deposit.DOT.dust-limit=1");
  }

  String contract() {
    return contract;
  }

  @Override
  public URI url() {
    return node.url();
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long height() {
    return node.height();
  }

  @Override
  public int factsInBlock() {
    return events;
  }

  @Override
  public String facts() {
    return "events";
  }

  @Override
  public void read(long height) {
    JsonNode header = node.call("eth_getBlockByNumber", quantity(height), false);
    String hash = header.get("hash").asString();
    node.call("eth_getBlockByHash", hash, true);
    node.call("eth_getLogs", Map.of("blockHash", hash, "address", List.of(contract)));
  }

  @Override
  public void prepare() {
    for (int i = 0; i < TRANSACTIONS; i++) {
      int some = events / TRANSACTIONS + (i < events % TRANSACTIONS ? 1 : 0);
      String number = Hex.of(Abi.word(BigInteger.valueOf(some)));
      node.send(node.somebody(i), contract, BigInteger.ZERO, number);
    }
  }

  @Override
  public void mine() {
    node.mine(1);
  }

  @Override
  public void close() {
    node.close();
  }

  private static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }
}
