package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.ScriptPattern;
import org.jspecify.annotations.Nullable;

/** What the blocks of the best chain have left unspent, and the way back by one block. */
final class CoinSet {
  private final Map<OutPoint, Coin> coins = new HashMap<>();

  /** What a block took away, which is what its undoing gives back. */
  record Spent(Map<OutPoint, Coin> coins) {}

  @Nullable Coin get(OutPoint outPoint) {
    return coins.get(outPoint);
  }

  Map<OutPoint, Coin> all() {
    return coins;
  }

  /**
   * Applies the transactions of a block in their order.
   *
   * @throws IllegalStateException when one spends what is not there: a stored chain is broken
   */
  Spent apply(int height, Iterable<Transaction> transactions) {
    Map<OutPoint, Coin> spent = new LinkedHashMap<>();
    for (Transaction transaction : transactions) {
      if (!transaction.isCoinBase()) {
        spend(transaction, spent);
      }
      for (TransactionOutput output : transaction.getOutputs()) {
        if (!ScriptPattern.isOpReturn(output.getScriptPubKey())) {
          coins.put(
              Outputs.place(transaction, output),
              Outputs.coin(output, height, transaction.isCoinBase()));
        }
      }
    }
    return new Spent(spent);
  }

  private void spend(Transaction transaction, Map<OutPoint, Coin> spent) {
    for (TransactionInput input : transaction.getInputs()) {
      OutPoint outPoint = Outputs.spentBy(input);
      Coin coin = coins.remove(outPoint);
      if (coin == null) {
        throw new IllegalStateException(transaction.getTxId() + " spends what is not there");
      }
      spent.put(outPoint, coin);
    }
  }

  /** Undoes what {@link #apply} did, for the newest block only. */
  void undo(Spent spent, Iterable<Transaction> transactions) {
    coins.putAll(spent.coins());
    for (Transaction transaction : transactions) {
      for (TransactionOutput output : transaction.getOutputs()) {
        coins.remove(Outputs.place(transaction, output));
      }
    }
  }
}
