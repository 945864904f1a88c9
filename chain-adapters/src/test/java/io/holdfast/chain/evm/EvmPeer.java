package io.holdfast.chain.evm;

import io.holdfast.chain.contract.RailPeer;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** A real anvil, as every rail's contract drives it. */
record EvmPeer(TestAnvil node) implements RailPeer<EvmHarness> {
  private static final Pattern EIP_681 =
      Pattern.compile("ethereum:(0x[0-9a-fA-F]{40})@31337/deposit\\?uint256=([0-9]+)");

  @Override
  public EvmHarness rail(long blocksBefore) {
    return new EvmHarness(node, blocksBefore);
  }

  @Override
  public void mine(int blocks) {
    node.mine(blocks);
  }

  /** What stood in the blocks is gone on this chain: those outside send it again. */
  @Override
  public void reorganise(int depthBlocks) {
    List<JsonNode> lost = transactionsAbove(node.height() - depthBlocks);
    node.reorganise(depthBlocks);
    node.mine(1);
    lost.forEach(this::sendAgain);
  }

  private List<JsonNode> transactionsAbove(long height) {
    List<JsonNode> transactions = new ArrayList<>();
    LongStream.rangeClosed(height + 1, node.height())
        .mapToObj(each -> node.call("eth_getBlockByNumber", quantity(each), true))
        .forEach(block -> block.get("transactions").forEach(transactions::add));
    return transactions;
  }

  /** The same fields signed by the same key are the same transaction. */
  private void sendAgain(JsonNode transaction) {
    if (!node.call("eth_accounts").toString().contains(transaction.get("from").asString())) {
      return; // the rail's own: that one sends it itself
    }
    Map<String, Object> again = new HashMap<>();
    for (String field :
        List.of("from", "value", "nonce", "gas", "maxFeePerGas", "maxPriorityFeePerGas", "type")) {
      again.put(field, transaction.get(field).asString());
    }
    again.put("data", transaction.get("input").asString());
    if (transaction.hasNonNull("to")) {
      again.put("to", transaction.get("to").asString());
    }
    String hash = node.call("eth_sendTransaction", again).asString();
    if (!hash.equals(transaction.get("hash").asString())) {
      throw new AssertionError("another transaction was sent than the one that was lost");
    }
  }

  @Override
  public String pay(String address, long wei) {
    Matcher call = EIP_681.matcher(address);
    if (!call.matches()) {
      throw new AssertionError(address);
    }
    return deposit(call.group(1), new BigInteger(call.group(2)), wei);
  }

  String deposit(String contract, BigInteger request, long wei) {
    String data = Hex.of(Abi.call("deposit(uint256)", Abi.word(request)));
    return node.send(node.somebody(0), contract, BigInteger.valueOf(wei), data);
  }

  @Override
  public long ordinaryAmount() {
    return 100_000_000_000_000_000L;
  }

  @Override
  public String outsideAddress() {
    return new Address(node.somebody(5)).checksummed();
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
  public long height() {
    return node.height();
  }

  @Override
  public List<String> hashesFrom(long height) {
    return LongStream.rangeClosed(height, height()).mapToObj(node::hash).toList();
  }

  @Override
  public String blockOf(String transaction) {
    return node.call("eth_getTransactionReceipt", transaction).get("blockHash").asString();
  }

  @Override
  public boolean knows(String transaction) {
    return !node.call("eth_getTransactionByHash", transaction).isNull();
  }

  @Override
  public void close() {
    node.close();
  }

  private static String quantity(long number) {
    return Hex.quantity(BigInteger.valueOf(number));
  }
}
