package io.holdfast.chain.evm.rpc;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.rpc.Answer;
import io.holdfast.chain.rpc.JsonRpcClient;
import io.holdfast.chain.rpc.JsonRpcVersion;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An {@link EvmRpc} that asks one node over HTTP. Questions for many things go out in batches of
 * bounded size. Thread-safe.
 */
public final class HttpEvmRpc implements EvmRpc {
  private static final int RECEIPTS_IN_BATCH = 50;
  private static final int HISTORY_BLOCKS = 10;
  private static final int MIDDLE_PERCENTILE = 50;

  private final JsonRpcClient node;

  public HttpEvmRpc(NodeEndpoint endpoint) {
    this.node = new JsonRpcClient(endpoint, JsonRpcVersion.V2);
  }

  @Override
  public BigInteger chainId() {
    return quantity("eth_chainId");
  }

  @Override
  public Optional<EvmHeader> header(BlockTag tag) {
    return optional(
        node.ask(Wire.Header.class, "eth_getBlockByNumber", tag.word(), false),
        Wire.Header::toValue);
  }

  @Override
  public Optional<EvmHeader> header(long number) {
    return optional(
        node.ask(
            Wire.Header.class,
            "eth_getBlockByNumber",
            Hex.quantity(BigInteger.valueOf(number)),
            false),
        Wire.Header::toValue);
  }

  @Override
  public Optional<EvmBlock> block(String hash) {
    return optional(
        node.ask(Wire.Block.class, "eth_getBlockByHash", hash, true), Wire.Block::toValue);
  }

  @Override
  public List<EvmLog> logs(String blockHash, Collection<Address> contracts) {
    if (contracts.isEmpty()) {
      return List.of();
    }
    Map<String, Object> filter =
        Map.of("blockHash", blockHash, "address", contracts.stream().map(Address::value).toList());
    Answer<Wire.Log[]> answer = node.ask(Wire.Log[].class, "eth_getLogs", filter);
    List<EvmLog> logs =
        value(answer.required(), wire -> List.of(wire).stream().map(Wire.Log::toValue).toList());
    if (logs.stream()
        .anyMatch(
            log -> !log.blockHash().equals(blockHash) || !contracts.contains(log.address()))) {
      throw new NodeAnsweredRubbish("events that were not asked for");
    }
    if (logs.stream().map(EvmLog::index).distinct().count() < logs.size()) {
      throw new NodeAnsweredRubbish("two events at one place in a block");
    }
    return logs.stream().sorted(Comparator.comparingLong(EvmLog::index)).toList();
  }

  @Override
  public Map<String, EvmReceipt> receipts(Collection<String> transactionHashes) {
    Map<String, EvmReceipt> receipts = new LinkedHashMap<>();
    List<String> hashes = new ArrayList<>(transactionHashes);
    for (int from = 0; from < hashes.size(); from += RECEIPTS_IN_BATCH) {
      List<String> batch = hashes.subList(from, Math.min(from + RECEIPTS_IN_BATCH, hashes.size()));
      for (Answer<Wire.Receipt> answer :
          node.askAll(
              Wire.Receipt.class,
              "eth_getTransactionReceipt",
              batch.stream().map(List::of).toList())) {
        optional(answer, Wire.Receipt::toValue)
            .ifPresent(receipt -> receipts.put(receipt.transactionHash(), receipt));
      }
    }
    receipts.keySet().retainAll(transactionHashes);
    return receipts;
  }

  @Override
  public boolean knows(String transactionHash) {
    return node.ask(Wire.Known.class, "eth_getTransactionByHash", transactionHash)
        .optional()
        .isPresent();
  }

  @Override
  public long transactionCount(Address account, BlockTag tag) {
    return value(
        node.ask(String.class, "eth_getTransactionCount", account.value(), tag.word()).required(),
        Hex::longQuantity);
  }

  @Override
  public BigInteger balance(Address account, BlockTag tag) {
    return quantity("eth_getBalance", account.value(), tag.word());
  }

  @Override
  public BigInteger balance(Address account, long number) {
    return quantity("eth_getBalance", account.value(), Hex.quantity(BigInteger.valueOf(number)));
  }

  @Override
  public GasPrices gasPrices() {
    return value(
        node.ask(
                Wire.FeeHistory.class,
                "eth_feeHistory",
                Hex.quantity(BigInteger.valueOf(HISTORY_BLOCKS)),
                BlockTag.LATEST.word(),
                List.of(MIDDLE_PERCENTILE))
            .required(),
        Wire.FeeHistory::toValue);
  }

  @Override
  public BigInteger estimateGas(Address from, Address to, BigInteger value) {
    return quantity(
        "eth_estimateGas",
        Map.of("from", from.value(), "to", to.value(), "value", Hex.quantity(value)));
  }

  @Override
  public BigInteger estimateGas(Address from, Address to, byte[] data) {
    return quantity(
        "eth_estimateGas", Map.of("from", from.value(), "to", to.value(), "data", Hex.of(data)));
  }

  @Override
  public byte[] call(Address to, byte[] data) {
    return call(to, data, BlockTag.LATEST.word());
  }

  @Override
  public byte[] call(Address to, byte[] data, long number) {
    return call(to, data, Hex.quantity(BigInteger.valueOf(number)));
  }

  private byte[] call(Address to, byte[] data, String block) {
    return value(
        node.ask(String.class, "eth_call", Map.of("to", to.value(), "data", Hex.of(data)), block)
            .required(),
        Hex::bytes);
  }

  @Override
  public boolean isContract(Address address) {
    String code =
        node.ask(String.class, "eth_getCode", address.value(), BlockTag.LATEST.word()).required();
    return value(code, Hex::bytes).length > 0;
  }

  @Override
  public void send(byte[] signed) {
    node.ask(String.class, "eth_sendRawTransaction", Hex.of(signed)).required();
  }

  private BigInteger quantity(String method, Object... params) {
    return value(node.ask(String.class, method, params).required(), Hex::quantity);
  }

  private static <W, T> Optional<T> optional(Answer<W> answer, Function<W, T> toValue) {
    return answer.optional().map(wire -> value(wire, toValue));
  }

  private static <W, T> T value(W wire, Function<W, T> toValue) {
    try {
      return toValue.apply(wire);
    } catch (IllegalArgumentException e) {
      throw new NodeAnsweredRubbish("a malformed field: " + e.getMessage(), e);
    }
  }
}
