package io.holdfast.bench;

import io.holdfast.testkit.TestBitcoind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real bitcoind whose blocks hold a payment of somebody to many addresses. */
final class BitcoindChain implements Chain {
  private static final int WITH_TRANSACTIONS = 2;
  private static final long SATS = 10_000;

  private final TestBitcoind node = TestBitcoind.startFunded("-txindex=1");
  private final int outputs;
  private final List<String> addresses;
  private final String reward = node.newAddress();
  private final long start = node.height() + 1;

  /**
   * @param outputs in each block, of one transaction; change and reward come on top
   */
  BitcoindChain(int outputs) {
    this.outputs = outputs;
    this.addresses = Stream.generate(node::newAddress).limit(outputs).toList();
  }

  @Override
  public String rail() {
    return "bitcoin";
  }

  @Override
  public List<String> properties() {
    return List.of(
        "--holdfast.sandbox.enabled=false",
        "--holdfast.rails.bitcoin.url=" + node.url(),
        "--holdfast.rails.bitcoin.username=" + TestBitcoind.USER,
        "--holdfast.rails.bitcoin.password=" + TestBitcoind.PASSWORD,
        "--holdfast.rails.bitcoin.start-height=" + start,
        "--holdfast.reconciliation.enabled=false");
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
    return outputs;
  }

  @Override
  public String facts() {
    return "outputs";
  }

  @Override
  public void read(long height) {
    String hash = node.call("getblockhash", height).asString();
    node.call("getblockheader", hash);
    node.call("getblock", hash, WITH_TRANSACTIONS);
  }

  @Override
  public void prepare() {
    Map<String, Long> payment = new LinkedHashMap<>();
    addresses.forEach(address -> payment.put(address, SATS));
    node.payMany(payment);
  }

  @Override
  public void mine() {
    node.mine(1, reward);
  }

  @Override
  public void close() {
    node.close();
  }
}
