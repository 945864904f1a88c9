package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.io.Closeable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Asks one node over its WebSocket, by the RPC that nodes of Polkadot's SDK have long had ({@code
 * chain_*}, {@code state_*}, {@code author_*}). Thread-safe.
 */
public final class SocketSubstrateRpc implements SubstrateRpc, Closeable {
  private static final List<String> HINTS =
      List.of("chain_subscribeNewHeads", "chain_subscribeFinalizedHeads");

  private static final String FEE_INFO = "TransactionPaymentApi_query_info";

  /** A balance is a u128. */
  private static final int FEE_BYTES = 16;

  private final SocketRpc node;

  /**
   * @param hint called when the node says that there is a new block; must not block
   */
  public SocketSubstrateRpc(SocketEndpoint endpoint, Runnable hint) {
    this.node = new SocketRpc(endpoint, HINTS, hint);
  }

  @Override
  public BlockHeader head() {
    return headerOf(required(node.ask("chain_getHeader"), "head"));
  }

  @Override
  public BlockHeader finalizedHead() {
    String hash = Hex.hash(required(node.ask("chain_getFinalizedHead"), "finalized head"));
    return header(hash)
        .orElseThrow(() -> new NodeAnsweredRubbish("a finalized head that is not there"));
  }

  @Override
  public Optional<String> blockHash(long height) {
    return node.ask("chain_getBlockHash", height).map(Hex::hash);
  }

  @Override
  public Optional<BlockHeader> header(String hash) {
    return node.ask("chain_getHeader", hash)
        .map(SocketSubstrateRpc::headerOf)
        .map(header -> header.requireNamed(hash));
  }

  @Override
  public Optional<RawBlock> block(String hash) {
    return node.ask("chain_getBlock", hash)
        .map(answer -> answer.path("block"))
        .map(
            block ->
                new RawBlock(
                    headerOf(block.path("header")).requireNamed(hash),
                    texts(block.path("extrinsics")).stream().map(Hex::bytes).toList()));
  }

  @Override
  public RuntimeVersion runtimeVersion(String atHash) {
    JsonNode version = required(node.ask("state_getRuntimeVersion", atHash), "runtime version");
    return new RuntimeVersion(
        Hex.text(version.path("specName")),
        whole(version.path("specVersion")),
        whole(version.path("transactionVersion")));
  }

  @Override
  public byte[] metadata(String atHash) {
    return Hex.bytes(required(node.ask("state_getMetadata", atHash), "metadata"));
  }

  @Override
  public Optional<byte[]> storage(byte[] key, String atHash) {
    return node.ask("state_getStorage", hex(key), atHash).map(Hex::bytes);
  }

  /**
   * The runtime is asked itself, as {@code payment_queryInfo} would: its answer is the weight,
   * which has been of several types, the class, and last the fee.
   */
  @Override
  public BigInteger fee(String extrinsicHex, String atHash) {
    byte[] extrinsic = Hex.bytes(extrinsicHex);
    byte[] asked =
        new ScaleWriter()
            .raw(extrinsic)
            .unsigned(BigInteger.valueOf(extrinsic.length), 4)
            .toBytes();
    byte[] info = Hex.bytes(required(node.ask("state_call", FEE_INFO, hex(asked), atHash), "fee"));
    if (info.length < FEE_BYTES) {
      throw new NodeAnsweredRubbish("a fee of " + info.length + " bytes");
    }
    ScaleReader in = new ScaleReader(info);
    in.bytes(info.length - FEE_BYTES);
    return in.unsigned(FEE_BYTES);
  }

  @Override
  public String submit(String extrinsicHex) {
    return Hex.hash(required(node.ask("author_submitExtrinsic", extrinsicHex), "hash"));
  }

  @Override
  public List<byte[]> waiting() {
    JsonNode waiting = required(node.ask("author_pendingExtrinsics"), "list of what waits");
    return texts(waiting).stream().map(Hex::bytes).toList();
  }

  @Override
  public void close() {
    node.close();
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private static BlockHeader headerOf(JsonNode header) {
    return new BlockHeader(
        Hex.number(header.path("number")),
        Hex.hash(header.path("parentHash")),
        Hex.hash(header.path("stateRoot")),
        Hex.hash(header.path("extrinsicsRoot")),
        texts(header.path("digest").path("logs")));
  }

  private static List<String> texts(JsonNode array) {
    if (!array.isArray()) {
      throw new NodeAnsweredRubbish("no list where there should be one");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(Hex.text(each)));
    return List.copyOf(texts);
  }

  private static long whole(JsonNode number) {
    if (!number.canConvertToLong() || !number.isIntegralNumber()) {
      throw new NodeAnsweredRubbish("no whole number where there should be one");
    }
    return number.asLong();
  }

  private static JsonNode required(Optional<JsonNode> answer, String what) {
    return answer.orElseThrow(() -> new NodeAnsweredRubbish("no " + what));
  }
}
