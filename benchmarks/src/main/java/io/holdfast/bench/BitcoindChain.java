package io.holdfast.bench;

import io.holdfast.testkit.TestBitcoind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A real bitcoind whose blocks hold a payment of somebody to many addresses. */
final class BitcoindChain implements Chain {
  private static final int WITH_TRANSACTIONS = 2;
  private static final long SATS = 10_000;

  private final TestBitcoind node = TestBitcoind.startFunded();
  private final int outputs;
  private final List<String> addresses;
  private final String reward = node.newAddress();
  private final long start = node.height() + 1;

  /**
   * @param outputs in each block, of one transaction; change and reward come on top
   */
  BitcoindChain(int outputs) {
    this.outputs = outputs;
    this.addresses = strangers(node, outputs);
  }

  /**
   * Addresses that are not the wallet's own, so that its choice of coins stays a short one: keys of
   * its own account, on a branch at which it never looks.
   */
  private static List<String> strangers(TestBitcoind node, int count) {
    String own = node.call("getaddressinfo", node.newAddress()).get("parent_desc").asString();
    String other = own.substring(0, own.indexOf('#')).replaceFirst("/[01]/\\*\\)$", "/9/*)");
    String checked = node.call("getdescriptorinfo", other).get("descriptor").asString();
    return StreamSupport.stream(
            node.call("deriveaddresses", checked, List.of(0, count - 1)).spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  @Override
  public String rail() {
    return "bitcoin";
  }

  @Override
  public URI url() {
    return node.url();
  }

  @Override
  public List<String> properties(URI url) {
    return List.of(
        "--holdfast.sandbox.enabled=false",
        "--holdfast.rails.bitcoin.url=" + url,
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
    String hash = node.hashAt(height);
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
