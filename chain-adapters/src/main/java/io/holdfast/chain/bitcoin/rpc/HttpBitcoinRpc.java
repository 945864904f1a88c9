package io.holdfast.chain.bitcoin.rpc;

import io.holdfast.chain.rpc.Answer;
import io.holdfast.chain.rpc.JsonRpcClient;
import io.holdfast.chain.rpc.JsonRpcVersion;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A {@link BitcoinRpc} that asks one node over HTTP. Questions for many things go out in batches of
 * bounded size. Thread-safe.
 */
public final class HttpBitcoinRpc implements BitcoinRpc {
  private static final int SMALL_ANSWERS_IN_BATCH = 250;

  /** Blocks are large: their batches must stay well below the limit of one answer. */
  private static final int BLOCKS_IN_BATCH = 4;

  private static final int WITH_TRANSACTIONS = 2;

  private final JsonRpcClient node;

  public HttpBitcoinRpc(NodeEndpoint endpoint) {
    this.node = new JsonRpcClient(endpoint, JsonRpcVersion.V1, code -> code == RpcCodes.WARMING_UP);
  }

  @Override
  public ChainInfo chainInfo() {
    return node.ask(Wire.Chain.class, "getblockchaininfo").required().toValue();
  }

  @Override
  public Optional<String> blockHash(long height) {
    return node.ask(String.class, "getblockhash", height).unless(RpcCodes.INVALID_PARAMETER);
  }

  @Override
  public List<String> blockHashes(long fromHeight, int count) {
    List<Long> heights = LongStream.range(fromHeight, fromHeight + count).boxed().toList();
    List<String> hashes = new ArrayList<>();
    for (Answer<String> answer :
        inBatches(String.class, "getblockhash", heights, SMALL_ANSWERS_IN_BATCH, List::of)) {
      Optional<String> hash = answer.unless(RpcCodes.INVALID_PARAMETER);
      if (hash.isEmpty()) {
        break;
      }
      hashes.add(hash.get());
    }
    return hashes;
  }

  @Override
  public Optional<BlockHeader> blockHeader(String hash) {
    return node.ask(Wire.Header.class, "getblockheader", hash)
        .unless(RpcCodes.NOT_FOUND)
        .map(Wire.Header::toValue);
  }

  @Override
  public Optional<Block> block(String hash) {
    return node.ask(Wire.FullBlock.class, "getblock", hash, WITH_TRANSACTIONS)
        .unless(RpcCodes.NOT_FOUND)
        .map(Wire.FullBlock::toValue);
  }

  @Override
  public List<Block> blocks(List<String> hashes) {
    return inBatches(
            Wire.FullBlock.class,
            "getblock",
            hashes,
            BLOCKS_IN_BATCH,
            hash -> List.of(hash, WITH_TRANSACTIONS))
        .stream()
        .map(answer -> answer.required().toValue())
        .toList();
  }

  @Override
  public List<String> mempool() {
    return Arrays.asList(node.ask(String[].class, "getrawmempool").required());
  }

  @Override
  public Optional<MempoolEntry> mempoolEntry(String txid) {
    return node.ask(Wire.Entry.class, "getmempoolentry", txid)
        .unless(RpcCodes.NOT_FOUND)
        .map(entry -> entry.toValue(txid));
  }

  @Override
  public Optional<Transaction> transaction(String txid) {
    return node.ask(Wire.Tx.class, "getrawtransaction", txid, true)
        .unless(RpcCodes.NOT_FOUND)
        .map(Wire.Tx::toValue);
  }

  @Override
  public List<Transaction> transactions(List<String> txids) {
    return inBatches(
            Wire.Tx.class,
            "getrawtransaction",
            txids,
            SMALL_ANSWERS_IN_BATCH,
            txid -> List.of(txid, true))
        .stream()
        .flatMap(answer -> answer.unless(RpcCodes.NOT_FOUND).stream())
        .map(Wire.Tx::toValue)
        .toList();
  }

  @Override
  public Optional<UnspentOutput> unspentOutput(OutPoint outPoint, boolean withMempool) {
    Answer<Wire.Coin> answer =
        node.ask(Wire.Coin.class, "gettxout", outPoint.txid(), outPoint.index(), withMempool);
    return answer.optional().map(Wire.Coin::toValue);
  }

  @Override
  public CoinScan scan(List<KeyRange> ranges) {
    List<?> wanted =
        ranges.stream()
            .map(range -> Map.of("desc", range.descriptor(), "range", List.of(0, range.last())))
            .toList();
    return scanFor(wanted);
  }

  /** The descriptor {@code addr(…)} is of BIP-385. */
  @Override
  public CoinScan scan(String address) {
    return scanFor(List.of("addr(" + address + ")"));
  }

  private CoinScan scanFor(List<?> descriptors) {
    return node.ask(Wire.Scan.class, "scantxoutset", "start", descriptors).required().toValue();
  }

  @Override
  public void abortScan() {
    node.ask(Boolean.class, "scantxoutset", "abort").required();
  }

  @Override
  public String send(String rawHex) {
    return node.ask(String.class, "sendrawtransaction", rawHex).required();
  }

  @Override
  public MempoolVerdict test(String rawHex) {
    Wire.Verdict[] verdicts =
        node.ask(Wire.Verdict[].class, "testmempoolaccept", List.of(rawHex)).required();
    if (verdicts.length != 1) {
      throw new NodeAnsweredRubbish(verdicts.length + " verdicts on one transaction");
    }
    return verdicts[0].toValue();
  }

  @Override
  public OptionalLong feeRate(int targetBlocks) {
    Wire.FeeEstimate estimate =
        node.ask(Wire.FeeEstimate.class, "estimatesmartfee", targetBlocks).required();
    return estimate.feerate() == null ? OptionalLong.empty() : OptionalLong.of(estimate.feerate());
  }

  private <K, T> List<Answer<T>> inBatches(
      Class<T> result, String method, List<K> keys, int size, Function<K, List<?>> params) {
    List<Answer<T>> answers = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += size) {
      List<K> batch = keys.subList(from, Math.min(from + size, keys.size()));
      answers.addAll(node.askAll(result, method, batch.stream().map(params).toList()));
    }
    return answers;
  }
}
