package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.HexFormat;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.script.ScriptBuilder;

/** A key of ours that gets coins and spends them, as Holdfast does. */
final class TestKey {
  private final ECKey key = new ECKey();

  String address() {
    return key.toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST).toString();
  }

  /** A payment from one coin of ours; what is neither paid nor fee comes back to us. */
  Transaction spend(OutPoint coin, long coinSats, String to, long sats, long feeSats) {
    return spend(this, coin, coinSats, to, sats, feeSats);
  }

  /** As {@link #spend}, but signed by another key, which has no right to. */
  Transaction spend(
      TestKey signer, OutPoint coin, long coinSats, String to, long sats, long feeSats) {
    Transaction transaction = new Transaction();
    transaction.setVersion(2);
    transaction.addOutput(
        Coin.valueOf(sats), AddressParser.getDefault(BitcoinNetwork.REGTEST).parseAddress(to));
    long change = coinSats - sats - feeSats;
    if (change > 0) {
      transaction.addOutput(Coin.valueOf(change), ScriptBuilder.createP2WPKHOutputScript(key));
    }
    TransactionInput input =
        new TransactionInput(
            transaction,
            new byte[0],
            new TransactionOutPoint(coin.index(), Sha256Hash.wrap(coin.txid())),
            0xfffffffdL);
    transaction.addInput(input);
    TransactionWitness witness =
        TransactionWitness.redeemP2WPKH(
            transaction.calculateWitnessSignature(
                0,
                signer.key,
                ScriptBuilder.createP2PKHOutputScript(key),
                Coin.valueOf(coinSats),
                Transaction.SigHash.ALL,
                false),
            key);
    transaction.replaceInput(0, input.withWitness(witness));
    return transaction;
  }

  static String hex(Transaction transaction) {
    return HexFormat.of().formatHex(transaction.serialize());
  }
}
