package io.holdfast.chain.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;

/**
 * Somebody outside who has mined all the coins of the sandbox and pays whom he is told to. His key
 * is no secret: it opens nothing but this simulation.
 */
final class Faucet {
  private static final long FEE_SATS_PER_VBYTE = 5;
  private static final long DUST_SATS = 294;
  private static final int FRAME_VBYTES = 11;
  private static final int INPUT_VBYTES = 68;
  private static final int CHANGE_VBYTES = 31;
  private static final long REPLACEABLE = 0xfffffffdL;

  private final ECKey key =
      ECKey.fromPrivate(Sha256Hash.hash("the faucet of the sandbox".getBytes(UTF_8)));
  private final Script script = ScriptBuilder.createP2WPKHOutputScript(key);

  /** What is to be paid to a script. */
  record Due(Script script, long sats) {}

  private record Funds(Map<OutPoint, Coin> coins, long sats) {}

  /** What he offers the miners: so much for each virtual byte, and so much on top. */
  private record Bid(long satsPerVbyte, long onTopSats) {
    static final Bid USUAL = new Bid(FEE_SATS_PER_VBYTE, 0);

    /** Above the fee rate, and above all the fees, of what a replacement drives out (BIP-125). */
    static Bid above(Mempool mempool, Waiting old) {
      long oldRate = Math.ceilDiv(old.feeSats(), old.vsize());
      return new Bid(
          oldRate + FEE_SATS_PER_VBYTE,
          mempool.feesOf(mempool.withDescendants(Set.of(old.txid()))));
    }
  }

  /** The script that his coins stand on, which also gets the rewards of all blocks. */
  Script script() {
    return script;
  }

  /** A signed transaction that pays all of these; it may be replaced. */
  Transaction pay(ChainState chain, List<Due> dues) {
    return assemble(dues, collect(coins(chain), new LinkedHashMap<>(), dues, Bid.USUAL), Bid.USUAL);
  }

  /**
   * A signed transaction that spends the coins of a waiting one on something else, and pays enough
   * for a node to prefer it.
   *
   * @throws Rejection NOT_FOUND when that one does not wait (any more), WRONG_STATE when it is not
   *     the faucet's
   */
  Transaction replace(ChainState chain, String txid, List<Due> dues) {
    Waiting old = chain.mempool().get(txid);
    if (old == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "No such transaction waits to be mined.");
    }
    Map<OutPoint, Coin> kept = new LinkedHashMap<>();
    for (TransactionInput input : old.transaction().getInputs()) {
      OutPoint outPoint = Outputs.spentBy(input);
      Coin coin = chain.coinWaitingOrMined(outPoint);
      if (coin == null || !coin.script().equals(script)) {
        throw new Rejection(
            ErrorCode.WRONG_STATE, "Only a payment of the sandbox's own can be replaced.");
      }
      kept.put(outPoint, coin);
    }
    Bid bid = Bid.above(chain.mempool(), old);
    return assemble(dues, collect(mined(chain), kept, dues, bid), bid);
  }

  /** His coins: first the largest mined ones, then the change of what still waits. */
  private Map<OutPoint, Coin> coins(ChainState chain) {
    Map<OutPoint, Coin> coins = mined(chain);
    for (Waiting waiting : chain.mempool().all()) {
      for (TransactionOutput output : waiting.transaction().getOutputs()) {
        OutPoint place = Outputs.place(waiting.transaction(), output);
        if (chain.mempool().spenderOf(place) == null && script.equals(output.getScriptPubKey())) {
          coins.put(place, Outputs.coin(output, Coin.WAITING, false));
        }
      }
    }
    return coins;
  }

  private Map<OutPoint, Coin> mined(ChainState chain) {
    int nextHeight = chain.tip().height() + 1;
    Map<OutPoint, Coin> coins = new LinkedHashMap<>();
    chain.coins().all().entrySet().stream()
        .filter(each -> each.getValue().script().equals(script))
        .filter(each -> each.getValue().spendableAt(nextHeight))
        .filter(each -> chain.mempool().spenderOf(each.getKey()) == null)
        .sorted(Comparator.comparingLong(each -> -each.getValue().sats()))
        .forEach(each -> coins.put(each.getKey(), each.getValue()));
    return coins;
  }

  private static Funds collect(
      Map<OutPoint, Coin> candidates, Map<OutPoint, Coin> chosen, List<Due> dues, Bid bid) {
    long sats = chosen.values().stream().mapToLong(Coin::sats).sum();
    for (Map.Entry<OutPoint, Coin> candidate : candidates.entrySet()) {
      if (!chosen.isEmpty() && sats >= needed(dues, chosen.size(), bid)) {
        break;
      }
      chosen.put(candidate.getKey(), candidate.getValue());
      sats += candidate.getValue().sats();
    }
    if (sats < needed(dues, chosen.size(), bid)) {
      throw new Rejection(
          ErrorCode.INSUFFICIENT_FUNDS,
          "The sandbox's payer has not that much; mining blocks makes more.");
    }
    return new Funds(chosen, sats);
  }

  private static long needed(List<Due> dues, int inputs, Bid bid) {
    return dues.stream().mapToLong(Due::sats).sum() + fee(dues, inputs, bid);
  }

  private static long fee(List<Due> dues, int inputs, Bid bid) {
    long vbytes = FRAME_VBYTES + (long) INPUT_VBYTES * inputs + CHANGE_VBYTES;
    for (Due due : dues) {
      vbytes += Long.BYTES + 1 + due.script().program().length;
    }
    return vbytes * bid.satsPerVbyte() + bid.onTopSats();
  }

  private Transaction assemble(List<Due> dues, Funds funds, Bid bid) {
    Transaction transaction = new Transaction();
    transaction.setVersion(2);
    for (Due due : dues) {
      transaction.addOutput(org.bitcoinj.base.Coin.valueOf(due.sats()), due.script());
    }
    long change = funds.sats() - needed(dues, funds.coins().size(), bid);
    if (change >= DUST_SATS) {
      transaction.addOutput(org.bitcoinj.base.Coin.valueOf(change), script);
    }
    funds.coins().keySet().forEach(place -> transaction.addInput(input(transaction, place)));
    List<Coin> coins = new ArrayList<>(funds.coins().values());
    for (int i = 0; i < coins.size(); i++) {
      transaction.replaceInput(i, signed(transaction, i, coins.get(i)));
    }
    return transaction;
  }

  private static TransactionInput input(Transaction transaction, OutPoint place) {
    return new TransactionInput(
        transaction,
        new byte[0],
        new TransactionOutPoint(place.index(), Sha256Hash.wrap(place.txid())),
        REPLACEABLE);
  }

  private TransactionInput signed(Transaction transaction, int index, Coin coin) {
    TransactionSignature signature =
        transaction.calculateWitnessSignature(
            index,
            key,
            ScriptBuilder.createP2PKHOutputScript(key),
            org.bitcoinj.base.Coin.valueOf(coin.sats()),
            Transaction.SigHash.ALL,
            false);
    return transaction.getInput(index).withWitness(TransactionWitness.redeemP2WPKH(signature, key));
  }
}
