package io.holdfast.chain.sandbox;

import java.util.Arrays;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.SignatureDecodeException;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptPattern;

/**
 * Whether an input may spend its coin. Full for P2WPKH (BIP-141, BIP-143), which is what Holdfast
 * and the faucet spend; any other coin is refused, never waved through.
 */
final class Signatures {
  private static final String FAILED = "mempool-script-verify-flag-failed";
  private static final int SIGNATURE_AND_KEY = 2;

  private Signatures() {}

  /**
   * @throws NodeRefusal as bitcoind words it
   */
  static void verify(Transaction transaction, TransactionInput input, Coin coin) {
    Script script = coin.script();
    if (!ScriptPattern.isP2WPKH(script)) {
      throw failed("The sandbox spends P2WPKH coins only");
    }
    TransactionWitness witness = input.getWitness();
    if (input.getScriptBytes().length != 0) {
      throw failed("Witness requires empty scriptSig");
    }
    if (witness.getPushCount() == 0) {
      throw failed("Witness program was passed an empty witness");
    }
    if (witness.getPushCount() != SIGNATURE_AND_KEY || !ofKey(script, witness.getPush(1))) {
      throw failed("Witness program hash mismatch");
    }
    if (!signed(transaction, input.getIndex(), coin, witness.getPush(0), witness.getPush(1))) {
      throw failed("Signature must be zero for failed CHECK(MULTI)SIG operation");
    }
  }

  private static boolean ofKey(Script script, byte[] publicKey) {
    return Arrays.equals(
        ScriptPattern.extractHashFromP2WH(script), CryptoUtils.sha256hash160(publicKey));
  }

  private static boolean signed(
      Transaction transaction, int index, Coin coin, byte[] signature, byte[] publicKey) {
    try {
      TransactionSignature der = TransactionSignature.decodeFromBitcoin(signature, true, true);
      ECKey key = ECKey.fromPublicOnly(publicKey);
      Sha256Hash hash =
          transaction.hashForWitnessSignature(
              index,
              ScriptBuilder.createP2PKHOutputScript(key).program(),
              org.bitcoinj.base.Coin.valueOf(coin.sats()),
              (byte) der.sighashFlags);
      return key.verify(hash, der);
    } catch (SignatureDecodeException | VerificationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static NodeRefusal failed(String why) {
    return new NodeRefusal(NodeRefusal.REFUSED, FAILED + " (" + why + ")");
  }
}
