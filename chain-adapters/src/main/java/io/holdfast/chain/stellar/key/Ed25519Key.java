package io.holdfast.chain.stellar.key;

import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 key held in memory. */
public final class Ed25519Key implements StellarSigner {
  private final Ed25519PrivateKeyParameters key;
  private final ScAddress.Account account;

  /**
   * @param seed 32 bytes; the caller may clear them afterwards
   */
  public Ed25519Key(byte[] seed) {
    this.key = new Ed25519PrivateKeyParameters(seed);
    this.account = new ScAddress.Account(Octets.of(key.generatePublicKey().getEncoded()));
  }

  @Override
  public ScAddress.Account account() {
    return account;
  }

  @Override
  public Octets sign(Octets hash) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(hash.toArray(), 0, hash.length());
    return Octets.of(signer.generateSignature());
  }

  /** Whether this account's key made this signature. */
  public static boolean verify(ScAddress.Account account, Octets hash, Octets signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(account.key().toArray()));
    verifier.update(hash.toArray(), 0, hash.length());
    return verifier.verifySignature(signature.toArray());
  }

  @Override
  public String toString() {
    return "Ed25519Key";
  }
}
