package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptException;
import org.bitcoinj.script.ScriptPattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of bitcoind's answers, field by field as bitcoind names and types them. What only a
 * person would read ({@code asm}, {@code desc}) is left out.
 */
final class NodeAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final HexFormat HEX = HexFormat.of();
  private static final int SATOSHI_SCALE = 8;
  private static final BigDecimal DIFFICULTY = new BigDecimal("4.656542373906925e-10");
  private static final String BITS = "207fffff";
  private static final int WORK_OF_A_BLOCK = 2;
  private static final int WITNESS_SCALE = 4;
  private static final int HEADER_BYTES = 80;

  private final ChainState chain;

  NodeAnswers(ChainState chain) {
    this.chain = chain;
  }

  ObjectNode chainInfo() {
    MinedBlock tip = chain.tip();
    ObjectNode info = JSON.objectNode();
    info.put("chain", "regtest").put("blocks", tip.height()).put("headers", tip.height());
    info.put("bestblockhash", tip.hash()).put("bits", BITS).put("difficulty", DIFFICULTY);
    info.put("time", tip.timeSeconds()).put("mediantime", chain.medianTimeSeconds(tip));
    info.put("verificationprogress", 1).put("initialblockdownload", false);
    info.put("chainwork", chainwork(tip)).put("pruned", false);
    return info;
  }

  ObjectNode header(MinedBlock mined) {
    Block block = mined.block();
    ObjectNode json = JSON.objectNode();
    json.put("hash", mined.hash()).put("confirmations", confirmations(mined));
    json.put("height", mined.height()).put("version", block.getVersion());
    json.put("versionHex", String.format(Locale.ROOT, "%08x", block.getVersion()));
    json.put("merkleroot", block.getMerkleRoot().toString()).put("time", mined.timeSeconds());
    json.put("mediantime", chain.medianTimeSeconds(mined)).put("nonce", block.getNonce());
    json.put("bits", BITS).put("difficulty", DIFFICULTY).put("chainwork", chainwork(mined));
    json.put("nTx", block.getTransactions().size());
    if (mined.height() > 0) {
      json.put("previousblockhash", mined.parentHash());
    }
    if (chain.onBestChain(mined)) {
      chain.blockAt(mined.height() + 1L).ifPresent(next -> json.put("nextblockhash", next.hash()));
    }
    return json;
  }

  ObjectNode block(MinedBlock mined, boolean withTransactions) {
    List<Transaction> transactions = mined.block().getTransactions();
    ObjectNode json = header(mined);
    int size = mined.bytes().length;
    int stripped = HEADER_BYTES + countBytes(transactions.size());
    for (Transaction transaction : transactions) {
      stripped += strippedBytes(transaction);
    }
    json.put("strippedsize", stripped).put("size", size);
    json.put("weight", stripped * (WITNESS_SCALE - 1) + size);
    ArrayNode tx = json.putArray("tx");
    for (Transaction transaction : transactions) {
      if (withTransactions) {
        tx.add(transaction(transaction));
      } else {
        tx.add(transaction.getTxId().toString());
      }
    }
    return json;
  }

  ObjectNode transaction(Transaction transaction) {
    ObjectNode json = JSON.objectNode();
    byte[] bytes = transaction.serialize();
    json.put("txid", transaction.getTxId().toString());
    json.put("hash", transaction.getWTxId().toString()).put("version", transaction.getVersion());
    json.put("size", bytes.length).put("vsize", transaction.getVsize());
    json.put("weight", transaction.getWeight());
    json.put("locktime", transaction.lockTime().rawValue());
    ArrayNode vin = json.putArray("vin");
    transaction.getInputs().forEach(input -> vin.add(input(input)));
    ArrayNode vout = json.putArray("vout");
    transaction.getOutputs().forEach(output -> vout.add(output(output)));
    json.put("hex", HEX.formatHex(bytes));
    return json;
  }

  /** As {@link #transaction}, with the block that holds it. */
  ObjectNode transactionIn(Transaction transaction, MinedBlock block) {
    ObjectNode json = transaction(transaction);
    json.put("blockhash", block.hash()).put("confirmations", confirmations(block));
    json.put("time", block.timeSeconds()).put("blocktime", block.timeSeconds());
    return json;
  }

  ObjectNode waiting(Waiting waiting) {
    Mempool mempool = chain.mempool();
    Set<String> ancestors = mempool.withAncestors(Set.of(waiting.txid()));
    Set<String> descendants = mempool.withDescendants(Set.of(waiting.txid()));
    ObjectNode json = JSON.objectNode();
    json.put("vsize", waiting.vsize()).put("weight", waiting.transaction().getWeight());
    json.put("time", waiting.enteredAtSeconds()).put("height", chain.tip().height());
    json.put("descendantcount", descendants.size()).put("descendantsize", vsize(descendants));
    json.put("ancestorcount", ancestors.size()).put("ancestorsize", vsize(ancestors));
    json.put("wtxid", waiting.transaction().getWTxId().toString());
    ObjectNode fees = json.putObject("fees");
    fees.put("base", bitcoins(waiting.feeSats())).put("modified", bitcoins(waiting.feeSats()));
    fees.put("ancestor", bitcoins(mempool.feesOf(ancestors)));
    fees.put("descendant", bitcoins(mempool.feesOf(descendants)));
    strings(json.putArray("depends"), waiting.dependsOn());
    ArrayNode spentBy = json.putArray("spentby");
    mempool.all().stream()
        .filter(each -> each.dependsOn().contains(waiting.txid()))
        .forEach(each -> spentBy.add(each.txid()));
    json.put("bip125-replaceable", replaceable(ancestors));
    return json;
  }

  ObjectNode coin(Coin coin) {
    ObjectNode json = JSON.objectNode();
    boolean waits = coin.height() == Coin.WAITING;
    json.put("bestblock", chain.tip().hash());
    json.put("confirmations", waits ? 0 : chain.tip().height() - coin.height() + 1);
    json.put("value", bitcoins(coin.sats()));
    json.set("scriptPubKey", script(coin.script()));
    json.put("coinbase", coin.coinbase());
    return json;
  }

  ArrayNode waitingIds() {
    return strings(JSON.arrayNode(), chain.mempool().all().stream().map(Waiting::txid).toList());
  }

  private int confirmations(MinedBlock block) {
    return chain.onBestChain(block) ? chain.tip().height() - block.height() + 1 : -1;
  }

  private boolean replaceable(Set<String> txids) {
    return chain.mempool().all().stream()
        .filter(each -> txids.contains(each.txid()))
        .anyMatch(each -> each.transaction().isOptInFullRBF());
  }

  private int vsize(Set<String> txids) {
    return chain.mempool().all().stream()
        .filter(each -> txids.contains(each.txid()))
        .mapToInt(Waiting::vsize)
        .sum();
  }

  /** Every coin of the best chain that one of these scripts locks. */
  ObjectNode scan(Set<String> scriptsHex) {
    ObjectNode json = JSON.objectNode();
    json.put("success", true).put("txouts", chain.coins().all().size());
    json.put("height", chain.tip().height()).put("bestblock", chain.tip().hash());
    ArrayNode unspents = json.putArray("unspents");
    long total = 0;
    for (Map.Entry<OutPoint, Coin> each : chain.coins().all().entrySet()) {
      String script = HEX.formatHex(each.getValue().script().program());
      if (scriptsHex.contains(script)) {
        unspents.add(unspent(each.getKey(), each.getValue(), script));
        total += each.getValue().sats();
      }
    }
    return json.put("total_amount", bitcoins(total));
  }

  private ObjectNode unspent(OutPoint place, Coin coin, String script) {
    ObjectNode json = JSON.objectNode();
    json.put("txid", place.txid()).put("vout", place.index()).put("scriptPubKey", script);
    json.put("amount", bitcoins(coin.sats())).put("coinbase", coin.coinbase());
    json.put("height", coin.height());
    json.put("blockhash", chain.blockAt(coin.height()).orElseThrow().hash());
    return json.put("confirmations", chain.tip().height() - coin.height() + 1);
  }

  private static ObjectNode input(TransactionInput input) {
    ObjectNode json = JSON.objectNode();
    if (input.isCoinBase()) {
      json.put("coinbase", HEX.formatHex(input.getScriptBytes()));
    } else {
      OutPoint spent = Outputs.spentBy(input);
      json.put("txid", spent.txid()).put("vout", spent.index());
      json.putObject("scriptSig").put("hex", HEX.formatHex(input.getScriptBytes()));
    }
    if (input.hasWitness()) {
      TransactionWitness witness = input.getWitness();
      ArrayNode pushes = json.putArray("txinwitness");
      for (int i = 0; i < witness.getPushCount(); i++) {
        pushes.add(HEX.formatHex(witness.getPush(i)));
      }
    }
    return json.put("sequence", input.getSequenceNumber());
  }

  private static ObjectNode output(TransactionOutput output) {
    ObjectNode json = JSON.objectNode();
    json.put("value", bitcoins(output.getValue().value)).put("n", output.getIndex());
    json.set("scriptPubKey", script(Script.parse(output.getScriptBytes())));
    return json;
  }

  private static ObjectNode script(Script script) {
    ObjectNode json = JSON.objectNode();
    json.put("hex", HEX.formatHex(script.program()));
    address(script).ifPresent(address -> json.put("address", address));
    return json.put("type", type(script));
  }

  private static Optional<String> address(Script script) {
    if (ScriptPattern.isP2PK(script) || ScriptPattern.isOpReturn(script)) {
      return Optional.empty();
    }
    try {
      return Optional.of(script.getToAddress(BitcoinNetwork.REGTEST).toString());
    } catch (ScriptException e) {
      return Optional.empty(); // a script of no known form has no address
    }
  }

  private static String type(Script script) {
    if (ScriptPattern.isP2WPKH(script)) {
      return "witness_v0_keyhash";
    }
    if (ScriptPattern.isP2WSH(script)) {
      return "witness_v0_scripthash";
    }
    if (ScriptPattern.isP2TR(script)) {
      return "witness_v1_taproot";
    }
    if (ScriptPattern.isP2PKH(script)) {
      return "pubkeyhash";
    }
    if (ScriptPattern.isP2SH(script)) {
      return "scripthash";
    }
    if (ScriptPattern.isP2PK(script)) {
      return "pubkey";
    }
    return ScriptPattern.isOpReturn(script) ? "nulldata" : "nonstandard";
  }

  private static ArrayNode strings(ArrayNode array, Collection<String> strings) {
    strings.forEach(array::add);
    return array;
  }

  private static String chainwork(MinedBlock block) {
    BigInteger work = BigInteger.valueOf((long) WORK_OF_A_BLOCK * (block.height() + 1));
    return String.format(Locale.ROOT, "%064x", work);
  }

  /** Weight is three times the size without witnesses and once the size with them (BIP-141). */
  private static int strippedBytes(Transaction transaction) {
    return (transaction.getWeight() - transaction.serialize().length) / (WITNESS_SCALE - 1);
  }

  private static int countBytes(int count) {
    return count < 0xfd ? 1 : 3;
  }

  static BigDecimal bitcoins(long sats) {
    return BigDecimal.valueOf(sats, SATOSHI_SCALE);
  }
}
