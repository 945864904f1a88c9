package io.holdfast.app.money;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import java.util.Map;

/** The sandbox, told what to do at the doors, as the console does. */
final class SandboxOutside implements Outside {
  private static final String SANDBOX = "/api/sandbox/bitcoin";

  private final Person operator;
  private final BitcoinRpc node;

  SandboxOutside(Person operator, BitcoinRpc node) {
    this.operator = operator;
    this.node = node;
  }

  @Override
  public String pay(Map<String, Long> satsByAddress) {
    return paid(Map.of("outputs", Outside.outputs(satsByAddress)));
  }

  @Override
  public String replace(String transaction, String address, long sats) {
    return paid(Map.of("outputs", Outside.outputs(Map.of(address, sats)), "replaces", transaction));
  }

  private String paid(Map<String, ?> payment) {
    return operator.post(SANDBOX + "/payments", payment).get("transaction").asString();
  }

  @Override
  public void mine(int blocks) {
    operator.post(SANDBOX + "/blocks", Map.of("count", blocks));
  }

  @Override
  public void reorganise(int depthBlocks) {
    reorganise(depthBlocks, false);
  }

  /** As {@link #reorganise}, and what the lost blocks held is forgotten. */
  void reorganiseAndDrop(int depthBlocks) {
    reorganise(depthBlocks, true);
  }

  private void reorganise(int depthBlocks, boolean drop) {
    operator.post(
        SANDBOX + "/reorganisations", Map.of("depthBlocks", depthBlocks, "dropTransactions", drop));
  }

  @Override
  public void stall(boolean stalled) {
    operator.post(SANDBOX + "/stalls", Map.of("stalled", stalled));
  }

  @Override
  public BitcoinRpc node() {
    return node;
  }
}
