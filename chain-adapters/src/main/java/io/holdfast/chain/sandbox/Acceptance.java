package io.holdfast.chain.sandbox;

import static java.util.Objects.requireNonNull;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptPattern;

/**
 * Which transactions may wait: the checks of Bitcoin Core's {@code MemPoolAccept}, in its order and
 * with its words, as far as transactions of Holdfast's kind can meet them.
 */
final class Acceptance {
  /**
   * What a node relays at least, and what a replacement pays on top, in satoshi for 1000 vbytes.
   */
  static final long RELAY_FEE_SATS_PER_KVB = 1_000;

  private static final long DUST_FEE_SATS_PER_KVB = 3_000;
  private static final int SPENDING_A_WITNESS_COIN_VBYTES = 67;
  private static final int SPENDING_ANOTHER_COIN_VBYTES = 148;
  private static final int MOST_WEIGHT = 400_000;
  private static final int MOST_RELATIVES = 25;
  private static final int MOST_REPLACED = 100;

  /** A node bounds its mempool by bytes; the sandbox by what it can be asked to keep. */
  static final int MOST_WAITING = 1_000;

  private static final int KVB = 1_000;
  private static final int SATOSHI_SCALE = 8;

  private final ChainState chain;

  Acceptance(ChainState chain) {
    this.chain = chain;
  }

  /** What is known once a transaction has passed every check. */
  record Verdict(Waiting waiting, Set<String> replaced) {}

  /**
   * Takes it in, or says why not.
   *
   * @throws NodeRefusal also when it waits already; that is for the caller to excuse
   */
  Waiting accept(Transaction transaction, long nowSeconds) {
    Verdict verdict = judge(transaction, nowSeconds);
    checkRoom(verdict);
    verdict.replaced().forEach(chain.mempool()::remove);
    chain.mempool().add(verdict.waiting());
    return verdict.waiting();
  }

  /**
   * Takes back what waited or was mined before, if the chain as it now is allows it. Fees were
   * judged when it first came.
   */
  void restore(Transaction transaction, long enteredAtSeconds) {
    try {
      accept(transaction, enteredAtSeconds);
    } catch (NodeRefusal lostItsPlace) {
      // Its coins are gone, or there is no room: as in a node, it is forgotten.
      return;
    }
  }

  Verdict judge(Transaction transaction, long nowSeconds) {
    checkForm(transaction);
    checkStandard(transaction);
    Instant medianTime = Instant.ofEpochSecond(chain.medianTimeSeconds(chain.tip()));
    if (!transaction.isFinal(chain.tip().height() + 1, medianTime)) {
      throw NodeRefusal.rule("non-final", "");
    }
    if (chain.mempool().contains(transaction.getTxId().toString())) {
      throw NodeRefusal.rule("txn-already-in-mempool", "");
    }
    Map<OutPoint, Coin> spent = coins(transaction);
    long fee = fee(transaction, spent);
    Set<String> conflicts = conflicts(spent.keySet());
    Waiting waiting = new Waiting(transaction, fee, nowSeconds, parents(spent.keySet()));
    checkRelatives(waiting);
    Set<String> replaced = chain.mempool().withDescendants(conflicts);
    if (!conflicts.isEmpty()) {
      checkReplacement(waiting, conflicts, replaced);
    }
    transaction
        .getInputs()
        .forEach(
            input ->
                Signatures.verify(
                    transaction, input, requireNonNull(spent.get(Outputs.spentBy(input)))));
    return new Verdict(waiting, replaced);
  }

  /** Asked last, as a node does, and after what a replacement drives out has made room. */
  private void checkRoom(Verdict verdict) {
    if (chain.mempool().size() - verdict.replaced().size() >= MOST_WAITING) {
      throw NodeRefusal.rule("mempool full", MOST_WAITING + " transactions wait for a block");
    }
  }

  private static void checkForm(Transaction transaction) {
    if (transaction.getInputs().isEmpty()) {
      throw NodeRefusal.rule("bad-txns-vin-empty", "");
    }
    if (transaction.getOutputs().isEmpty()) {
      throw NodeRefusal.rule("bad-txns-vout-empty", "");
    }
    if (transaction.isCoinBase()) {
      throw NodeRefusal.rule("coinbase", "");
    }
    Set<OutPoint> seen = new HashSet<>();
    for (TransactionInput input : transaction.getInputs()) {
      if (!seen.add(Outputs.spentBy(input))) {
        throw NodeRefusal.rule("bad-txns-inputs-duplicate", "");
      }
    }
    try {
      Transaction.verify(BitcoinNetwork.REGTEST, transaction);
    } catch (VerificationException e) {
      throw NodeRefusal.rule("bad-txns-vout-toolarge", String.valueOf(e.getMessage()));
    }
  }

  private static void checkStandard(Transaction transaction) {
    if (transaction.getVersion() < 1 || transaction.getVersion() > 2) {
      throw NodeRefusal.rule("version", "");
    }
    if (transaction.getWeight() > MOST_WEIGHT) {
      throw NodeRefusal.rule("tx-size", "");
    }
    if (transaction.getInputs().stream().anyMatch(TransactionInput::hasRelativeLockTime)) {
      throw NodeRefusal.rule("non-BIP68-final", "the sandbox keeps no relative lock times");
    }
    for (TransactionOutput output : transaction.getOutputs()) {
      if (output.getValue().value < dustSats(output)) {
        throw NodeRefusal.rule("dust", "");
      }
    }
  }

  /** Core's dust rule: an output that costs more to spend than it holds, at three times the fee. */
  private static long dustSats(TransactionOutput output) {
    Script script = Script.parse(output.getScriptBytes());
    if (ScriptPattern.isOpReturn(script)) {
      return 0;
    }
    boolean witness = ScriptPattern.isP2WH(script) || ScriptPattern.isP2TR(script);
    int spending = witness ? SPENDING_A_WITNESS_COIN_VBYTES : SPENDING_ANOTHER_COIN_VBYTES;
    return DUST_FEE_SATS_PER_KVB * (output.serialize().length + spending) / KVB;
  }

  private Map<OutPoint, Coin> coins(Transaction transaction) {
    Map<OutPoint, Coin> coins = new LinkedHashMap<>();
    for (TransactionInput input : transaction.getInputs()) {
      OutPoint outPoint = Outputs.spentBy(input);
      Coin coin = chain.coinWaitingOrMined(outPoint);
      if (coin == null) {
        throw new NodeRefusal(NodeRefusal.MISSING_INPUTS, "bad-txns-inputs-missingorspent");
      }
      if (!coin.spendableAt(chain.tip().height() + 1)) {
        throw NodeRefusal.rule(
            "bad-txns-premature-spend-of-coinbase",
            "tried to spend coinbase at depth " + (chain.tip().height() + 1 - coin.height()));
      }
      coins.put(outPoint, coin);
    }
    return coins;
  }

  private static long fee(Transaction transaction, Map<OutPoint, Coin> spent) {
    long in = spent.values().stream().mapToLong(Coin::sats).sum();
    long out = transaction.getOutputSum().value;
    if (in < out) {
      throw NodeRefusal.rule(
          "bad-txns-in-belowout", "value in (" + coins(in) + ") < value out (" + coins(out) + ")");
    }
    long least = relayFee(transaction);
    if (in - out < least) {
      throw NodeRefusal.rule("min relay fee not met", (in - out) + " < " + least);
    }
    return in - out;
  }

  private static long relayFee(Transaction transaction) {
    return RELAY_FEE_SATS_PER_KVB * transaction.getVsize() / KVB;
  }

  private Set<String> conflicts(Set<OutPoint> spent) {
    Set<String> conflicts = new LinkedHashSet<>();
    for (OutPoint outPoint : spent) {
      String other = chain.mempool().spenderOf(outPoint);
      if (other != null) {
        conflicts.add(other);
      }
    }
    return conflicts;
  }

  private Set<String> parents(Set<OutPoint> spent) {
    Set<String> parents = new LinkedHashSet<>();
    for (OutPoint outPoint : spent) {
      if (chain.mempool().contains(outPoint.txid())) {
        parents.add(outPoint.txid());
      }
    }
    return parents;
  }

  private void checkRelatives(Waiting waiting) {
    Mempool mempool = chain.mempool();
    Set<String> ancestors = mempool.withAncestors(waiting.dependsOn());
    if (ancestors.size() >= MOST_RELATIVES) {
      throw NodeRefusal.rule("too-long-mempool-chain", "too many unconfirmed ancestors");
    }
    for (String ancestor : ancestors) {
      if (mempool.withDescendants(Set.of(ancestor)).size() >= MOST_RELATIVES) {
        throw NodeRefusal.rule("too-long-mempool-chain", "too many descendants for tx " + ancestor);
      }
    }
  }

  /** Full replacement: whoever pays more, by the rules of BIP-125, comes in. */
  private void checkReplacement(Waiting waiting, Set<String> conflicts, Set<String> replaced) {
    Mempool mempool = chain.mempool();
    if (!Collections.disjoint(mempool.withAncestors(waiting.dependsOn()), conflicts)) {
      throw NodeRefusal.rule("bad-txns-spends-conflicting-tx", waiting.txid());
    }
    String rejecting = "rejecting replacement " + waiting.txid();
    long replacedFees = 0;
    Set<String> oldParents = new HashSet<>();
    for (String txid : replaced) {
      Waiting old = requireNonNull(mempool.get(txid));
      replacedFees += old.feeSats();
      if (conflicts.contains(txid)) {
        oldParents.addAll(old.dependsOn());
        if (paysNoMore(waiting, old)) {
          throw NodeRefusal.rule("insufficient fee", rejecting + "; new feerate <= old feerate");
        }
      }
    }
    if (!oldParents.containsAll(waiting.dependsOn())) {
      throw NodeRefusal.rule("replacement-adds-unconfirmed", rejecting);
    }
    if (replaced.size() > MOST_REPLACED) {
      throw NodeRefusal.rule("too many potential replacements", rejecting);
    }
    if (waiting.feeSats() < replacedFees) {
      throw NodeRefusal.rule(
          "insufficient fee",
          rejecting
              + ", less fees than conflicting txs; "
              + coins(waiting.feeSats())
              + " < "
              + coins(replacedFees));
    }
    if (waiting.feeSats() - replacedFees < relayFee(waiting.transaction())) {
      throw NodeRefusal.rule(
          "insufficient fee", rejecting + ", not enough additional fees to relay");
    }
  }

  /** Whether the new fee rate is not above the old one, compared without a division. */
  private static boolean paysNoMore(Waiting fresh, Waiting old) {
    return fresh.feeSats() * old.vsize() <= old.feeSats() * fresh.vsize();
  }

  private static String coins(long sats) {
    return BigDecimal.valueOf(sats, SATOSHI_SCALE).toPlainString();
  }
}
