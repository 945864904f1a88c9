package io.holdfast.app.money;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptOpCodes;

/** A wallet made for one test: a P2WPKH address of regtest, which signs as BIP-322 says, simply. */
record BitcoinWallet(ECKey key) {
  private static final long NO_OUTPUT = 0xffff_ffffL;

  static BitcoinWallet create() {
    return new BitcoinWallet(new ECKey());
  }

  String address() {
    return key.toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST).toString();
  }

  String sign(String message) {
    Script commitment =
        new ScriptBuilder().smallNum(0).data(tagged("BIP0322-signed-message", message)).build();
    Transaction committing =
        transaction(
            new TransactionOutPoint(NO_OUTPUT, Sha256Hash.ZERO_HASH),
            commitment,
            ScriptBuilder.createP2WPKHOutputScript(key));
    Transaction spending =
        transaction(
            new TransactionOutPoint(0, committing.getTxId()),
            new ScriptBuilder().build(),
            new ScriptBuilder().op(ScriptOpCodes.OP_RETURN).build());
    TransactionWitness witness =
        TransactionWitness.redeemP2WPKH(
            spending.calculateWitnessSignature(
                0,
                key,
                ScriptBuilder.createP2PKHOutputScript(key),
                Coin.ZERO,
                Transaction.SigHash.ALL,
                false),
            key);
    return Base64.getEncoder().encodeToString(witness.serialize());
  }

  private static Transaction transaction(TransactionOutPoint spent, Script by, Script to) {
    Transaction transaction = new Transaction();
    transaction.setVersion(0);
    transaction.addInput(new TransactionInput(transaction, by.program(), spent, 0));
    transaction.addOutput(new TransactionOutput(transaction, Coin.ZERO, to.program()));
    return transaction;
  }

  /** A hash as BIP-340 tags it. */
  private static byte[] tagged(String tag, String text) {
    byte[] hashedTag = Sha256Hash.hash(tag.getBytes(UTF_8));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(hashedTag);
    whole.writeBytes(hashedTag);
    whole.writeBytes(text.getBytes(UTF_8));
    return Sha256Hash.hash(whole.toByteArray());
  }
}
