package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.Script;

/** From bitcoinj's outputs to ours. */
final class Outputs {
  private Outputs() {}

  static OutPoint spentBy(TransactionInput input) {
    return new OutPoint(
        input.getOutpoint().hash().toString(),
        (int) Math.min(input.getOutpoint().index(), Integer.MAX_VALUE));
  }

  static OutPoint place(Transaction transaction, TransactionOutput output) {
    return new OutPoint(transaction.getTxId().toString(), output.getIndex());
  }

  static Coin coin(TransactionOutput output, int height, boolean coinbase) {
    return new Coin(
        output.getValue().value, Script.parse(output.getScriptBytes()), height, coinbase);
  }
}
