package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls that the simulated node answers. Thread-safe. */
final class NodeMethods {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String UNKNOWN_TRANSACTION =
      "No such mempool or blockchain transaction. Use gettransaction for wallet transactions.";

  private final SimulatedNode node;
  private final DescriptorScripts scripts = new DescriptorScripts();

  NodeMethods(SimulatedNode node) {
    this.node = node;
  }

  /**
   * @throws NodeRefusal with bitcoind's code and words
   */
  JsonNode call(String method, ArrayNode params) {
    Params given = new Params(params);
    return switch (method) {
      case "getblockchaininfo" -> node.read(chain -> new NodeAnswers(chain).chainInfo());
      case "getblockcount" -> node.read(chain -> JSON.numberNode(chain.tip().height()));
      case "getbestblockhash" -> node.read(chain -> JSON.stringNode(chain.tip().hash()));
      case "getblockhash" -> node.read(chain -> blockHash(chain, given.number(0)));
      case "getblockheader" -> node.read(chain -> header(chain, given.hash(0, "hash")));
      case "getblock" -> node.read(chain -> block(chain, given));
      case "getrawmempool" -> node.read(chain -> new NodeAnswers(chain).waitingIds());
      case "getmempoolentry" -> node.read(chain -> waiting(chain, given.hash(0, "txid")));
      case "getrawtransaction" -> node.read(chain -> transaction(chain, given));
      case "gettxout" -> node.read(chain -> coin(chain, given));
      case "scantxoutset" -> scan(given);
      case "sendrawtransaction" -> send(decode(given.text(0)));
      case "testmempoolaccept" -> test(given);
      case "estimatesmartfee" -> noEstimate();
      default -> throw new NodeRefusal(NodeRefusal.METHOD_NOT_FOUND, "Method not found");
    };
  }

  private static JsonNode blockHash(ChainState chain, long height) {
    return chain
        .blockAt(height)
        .map(block -> JSON.stringNode(block.hash()))
        .orElseThrow(
            () -> new NodeRefusal(NodeRefusal.INVALID_PARAMETER, "Block height out of range"));
  }

  private static JsonNode header(ChainState chain, String hash) {
    return new NodeAnswers(chain).header(known(chain, hash));
  }

  private static JsonNode block(ChainState chain, Params params) {
    MinedBlock block = known(chain, params.hash(0, "blockhash"));
    long verbosity = params.has(1) ? params.number(1) : 1;
    return verbosity <= 0
        ? JSON.stringNode(HexFormat.of().formatHex(block.bytes()))
        : new NodeAnswers(chain).block(block, verbosity > 1);
  }

  private static MinedBlock known(ChainState chain, String hash) {
    return chain
        .block(hash)
        .orElseThrow(() -> new NodeRefusal(NodeRefusal.NOT_FOUND, "Block not found"));
  }

  private static JsonNode waiting(ChainState chain, String txid) {
    Waiting waiting = chain.mempool().get(txid);
    if (waiting == null) {
      throw new NodeRefusal(NodeRefusal.NOT_FOUND, "Transaction not in mempool");
    }
    return new NodeAnswers(chain).waiting(waiting);
  }

  private static JsonNode transaction(ChainState chain, Params params) {
    String txid = params.hash(0, "parameter 1");
    boolean verbose = params.has(1) && params.flag(1);
    Waiting waiting = chain.mempool().get(txid);
    if (waiting != null) {
      return verbose
          ? new NodeAnswers(chain).transaction(waiting.transaction())
          : hex(waiting.transaction());
    }
    MinedBlock block =
        chain
            .blockOf(txid)
            .orElseThrow(() -> new NodeRefusal(NodeRefusal.NOT_FOUND, UNKNOWN_TRANSACTION));
    Transaction mined =
        block.block().getTransactions().stream()
            .filter(each -> each.getTxId().toString().equals(txid))
            .findFirst()
            .orElseThrow();
    return verbose ? new NodeAnswers(chain).transactionIn(mined, block) : hex(mined);
  }

  private static JsonNode coin(ChainState chain, Params params) {
    OutPoint outPoint = new OutPoint(params.hash(0, "txid"), (int) params.number(1));
    Coin coin = chain.coin(outPoint, !params.has(2) || params.flag(2));
    return coin == null ? JSON.nullNode() : new NodeAnswers(chain).coin(coin);
  }

  /** Here a scan is over at once: there is never one to ask after or to break off. */
  private JsonNode scan(Params params) {
    return switch (params.text(0)) {
      case "start" -> {
        List<Descriptor> descriptors = new ArrayList<>();
        params.list(1).forEach(each -> descriptors.add(Descriptor.parse(each)));
        yield node.read(chain -> new NodeAnswers(chain).scan(scripts.of(descriptors)));
      }
      case "status" -> JSON.nullNode();
      case "abort" -> JSON.booleanNode(false);
      default ->
          throw new NodeRefusal(
              NodeRefusal.INVALID_PARAMETER, "Invalid action '" + params.text(0) + "'");
    };
  }

  private JsonNode send(Transaction transaction) {
    String txid = transaction.getTxId().toString();
    return node.change(
        chain -> {
          refuseIfMined(chain, transaction);
          if (!chain.mempool().contains(txid)) {
            new Acceptance(chain).accept(transaction, node.nowSeconds());
          }
          return JSON.stringNode(txid);
        });
  }

  private static void refuseIfMined(ChainState chain, Transaction transaction) {
    boolean mined =
        transaction.getOutputs().stream()
            .anyMatch(output -> chain.coin(Outputs.place(transaction, output), false) != null);
    if (mined) {
      throw new NodeRefusal(NodeRefusal.ALREADY_MINED, "Transaction outputs already in utxo set");
    }
  }

  private JsonNode test(Params params) {
    ArrayNode transactions = params.list(0);
    if (transactions.size() != 1) {
      throw new NodeRefusal(
          NodeRefusal.INVALID_PARAMETER, "The sandbox tests one transaction at a time");
    }
    Transaction transaction = decode(transactions.get(0).asString());
    ObjectNode verdict = JSON.objectNode();
    verdict.put("txid", transaction.getTxId().toString());
    verdict.put("wtxid", transaction.getWTxId().toString());
    String refusal = node.read(chain -> refusal(chain, transaction));
    verdict.put("allowed", refusal == null);
    if (refusal == null) {
      verdict.put("vsize", transaction.getVsize());
    } else {
      verdict.put("reject-reason", refusal);
    }
    return JSON.arrayNode().add(verdict);
  }

  private @Nullable String refusal(ChainState chain, Transaction transaction) {
    try {
      refuseIfMined(chain, transaction);
      new Acceptance(chain).judge(transaction, node.nowSeconds());
      return null;
    } catch (NodeRefusal refusal) {
      return switch (refusal.code()) {
        case NodeRefusal.ALREADY_MINED -> "txn-already-known";
        case NodeRefusal.MISSING_INPUTS -> "missing-inputs";
        default -> refusal.reason();
      };
    }
  }

  /** A young regtest has seen too few fees, as a real one. */
  private static JsonNode noEstimate() {
    ObjectNode estimate = JSON.objectNode();
    estimate.putArray("errors").add("Insufficient data or no feerate found");
    return estimate.put("blocks", 0);
  }

  private static JsonNode hex(Transaction transaction) {
    return JSON.stringNode(HexFormat.of().formatHex(transaction.serialize()));
  }

  /**
   * Only bytes that are a transaction to the last one; bitcoinj would read past some that are not.
   */
  private static Transaction decode(String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      Transaction transaction = Transaction.read(ByteBuffer.wrap(bytes));
      if (Arrays.equals(transaction.serialize(), bytes)) {
        return transaction;
      }
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      throw undecodable();
    }
    throw undecodable();
  }

  private static NodeRefusal undecodable() {
    return new NodeRefusal(
        NodeRefusal.DECODE_FAILED, "TX decode failed. Make sure the tx has at least one input.");
  }

  /** The parameters of a call, by place. */
  private record Params(ArrayNode values) {
    boolean has(int place) {
      return values.size() > place && !values.get(place).isNull();
    }

    String text(int place) {
      return require(place, has(place) && values.get(place).isString(), "string").asString();
    }

    long number(int place) {
      return require(place, has(place) && values.get(place).canConvertToLong(), "number").asLong();
    }

    /** True and false, or the 1 and 0 that older clients send. */
    boolean flag(int place) {
      JsonNode value = values.get(place);
      return value.isNumber()
          ? value.asLong() != 0
          : require(place, value.isBoolean(), "bool").asBoolean();
    }

    ArrayNode list(int place) {
      return (ArrayNode) require(place, has(place) && values.get(place).isArray(), "array");
    }

    String hash(int place, String name) {
      String text = text(place);
      if (!HASH.matcher(text).matches()) {
        throw new NodeRefusal(
            NodeRefusal.INVALID_PARAMETER,
            name + " must be of length 64 (not " + text.length() + ", for '" + text + "')");
      }
      return text.toLowerCase(Locale.ROOT);
    }

    private JsonNode require(int place, boolean fits, String type) {
      if (!has(place)) {
        throw new NodeRefusal(NodeRefusal.MISC, "parameter " + (place + 1) + " is missing");
      }
      if (!fits) {
        throw new NodeRefusal(
            NodeRefusal.WRONG_TYPE, "JSON value of parameter " + (place + 1) + " is no " + type);
      }
      return values.get(place);
    }
  }
}
