package io.holdfast.chain.bitcoin.rpc;

import io.holdfast.chain.bitcoin.rpc.Wire.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    this.node = new JsonRpcClient(endpoint);
  }

  @Override
  public ChainInfo chainInfo() {
    return required(node.ask(Wire.Chain.class, "getblockchaininfo")).toValue();
  }

  @Override
  public Optional<String> blockHash(long height) {
    return known(node.ask(String.class, "getblockhash", height), RpcError.INVALID_PARAMETER);
  }

  @Override
  public List<String> blockHashes(long fromHeight, int count) {
    List<Long> heights = LongStream.range(fromHeight, fromHeight + count).boxed().toList();
    List<String> hashes = new ArrayList<>();
    for (Answer<String> answer :
        inBatches(String.class, "getblockhash", heights, SMALL_ANSWERS_IN_BATCH, List::of)) {
      Optional<String> hash = known(answer, RpcError.INVALID_PARAMETER);
      if (hash.isEmpty()) {
        break;
      }
      hashes.add(hash.get());
    }
    return hashes;
  }

  @Override
  public Optional<BlockHeader> blockHeader(String hash) {
    return known(node.ask(Wire.Header.class, "getblockheader", hash), RpcError.NOT_FOUND)
        .map(Wire.Header::toValue);
  }

  @Override
  public Optional<Block> block(String hash) {
    return known(
            node.ask(Wire.FullBlock.class, "getblock", hash, WITH_TRANSACTIONS), RpcError.NOT_FOUND)
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
        .map(answer -> required(answer).toValue())
        .toList();
  }

  @Override
  public List<String> mempool() {
    return Arrays.asList(required(node.ask(String[].class, "getrawmempool")));
  }

  @Override
  public Optional<MempoolEntry> mempoolEntry(String txid) {
    return known(node.ask(Wire.Entry.class, "getmempoolentry", txid), RpcError.NOT_FOUND)
        .map(entry -> entry.toValue(txid));
  }

  @Override
  public Optional<Transaction> transaction(String txid) {
    return known(node.ask(Wire.Tx.class, "getrawtransaction", txid, true), RpcError.NOT_FOUND)
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
        .flatMap(answer -> known(answer, RpcError.NOT_FOUND).stream())
        .map(Wire.Tx::toValue)
        .toList();
  }

  @Override
  public Optional<UnspentOutput> unspentOutput(OutPoint outPoint, boolean withMempool) {
    Answer<Wire.Coin> answer =
        node.ask(Wire.Coin.class, "gettxout", outPoint.txid(), outPoint.index(), withMempool);
    failIfError(answer);
    return Optional.ofNullable(answer.result()).map(Wire.Coin::toValue);
  }

  @Override
  public String send(String rawHex) {
    return required(node.ask(String.class, "sendrawtransaction", rawHex));
  }

  @Override
  public MempoolVerdict test(String rawHex) {
    Wire.Verdict[] verdicts =
        required(node.ask(Wire.Verdict[].class, "testmempoolaccept", List.of(rawHex)));
    if (verdicts.length != 1) {
      throw new NodeAnsweredRubbish(verdicts.length + " verdicts on one transaction");
    }
    return verdicts[0].toValue();
  }

  @Override
  public OptionalLong feeRate(int targetBlocks) {
    Wire.FeeEstimate estimate =
        required(node.ask(Wire.FeeEstimate.class, "estimatesmartfee", targetBlocks));
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

  private static <T> T required(Answer<T> answer) {
    failIfError(answer);
    T result = answer.result();
    if (result == null) {
      throw new NodeAnsweredRubbish("an answer with neither result nor error");
    }
    return result;
  }

  /** The result, or empty when the node says by this code that there is no such thing. */
  private static <T> Optional<T> known(Answer<T> answer, int codeOfUnknown) {
    if (answer.error() != null && answer.error().code() == codeOfUnknown) {
      return Optional.empty();
    }
    return Optional.of(required(answer));
  }

  private static void failIfError(Answer<?> answer) {
    if (answer.error() != null) {
      throw answer.error().toError();
    }
  }
}
