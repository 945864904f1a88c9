package io.holdfast.chain.bitcoin.payout;

import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.key.AccountKey;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.Signer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;

/**
 * Turns a plan into signed bytes (BIP-143). The same plan gives the same bytes: the order of inputs
 * and outputs is fixed and signatures are deterministic. Thread-safe.
 */
public final class PaymentSigner {
  private static final int VERSION = 2;
  private static final byte SIGHASH_ALL = 1;

  private final Signer signer;
  private final Destinations destinations;

  public PaymentSigner(Signer signer) {
    this.signer = signer;
    this.destinations = new Destinations(signer.account().network());
  }

  public SignedPayment sign(PaymentPlan plan) {
    Transaction payment = unsigned(plan);
    for (int i = 0; i < plan.coins().size(); i++) {
      TransactionInput input = payment.getInput(i);
      payment.replaceInput(i, input.withWitness(witness(payment, i, plan.coins().get(i))));
    }
    Transaction.verify(signer.account().network(), payment);
    return new SignedPayment(
        payment.getTxId().toString(), HexFormat.of().formatHex(payment.serialize()));
  }

  private Transaction unsigned(PaymentPlan plan) {
    Transaction payment = new Transaction();
    payment.setVersion(VERSION);
    payment.addOutput(
        org.bitcoinj.base.Coin.valueOf(plan.amountSats()),
        Script.parse(destinations.script(plan.destination())));
    KeyPath changePath = plan.changePath();
    if (changePath != null) {
      Address change = signer.account().address(changePath);
      payment.addOutput(org.bitcoinj.base.Coin.valueOf(plan.changeSats()), change);
    }
    for (Coin coin : plan.coins()) {
      payment.addInput(
          new TransactionInput(
              payment,
              new byte[0],
              new TransactionOutPoint(
                  coin.outPoint().index(), Sha256Hash.wrap(coin.outPoint().txid())),
              org.bitcoinj.base.Coin.valueOf(coin.sats())));
    }
    return payment;
  }

  private TransactionWitness witness(Transaction payment, int index, Coin coin) {
    AccountKey account = signer.account();
    byte[] publicKey = account.publicKey(coin.path());
    Script scriptCode = ScriptBuilder.createP2PKHOutputScript(ECKey.fromPublicOnly(publicKey));
    Sha256Hash hash =
        payment.hashForWitnessSignature(
            index, scriptCode.program(), org.bitcoinj.base.Coin.valueOf(coin.sats()), SIGHASH_ALL);
    byte[] der = signer.sign(coin.path(), hash);
    byte[] signature = Arrays.copyOf(der, der.length + 1);
    signature[der.length] = SIGHASH_ALL;
    return TransactionWitness.of(signature, publicKey);
  }
}
