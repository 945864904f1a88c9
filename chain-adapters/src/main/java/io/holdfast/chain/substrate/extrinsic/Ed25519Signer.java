package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.address.AccountId;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signs with a key in memory. */
public final class Ed25519Signer implements AccountSigner {
  private final Ed25519PrivateKeyParameters key;
  private final AccountId account;

  /**
   * @param seed 32 bytes, as RFC 8032 takes a private key
   */
  public Ed25519Signer(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
    }
    key = new Ed25519PrivateKeyParameters(seed, 0);
    account = AccountId.of(key.generatePublicKey().getEncoded());
  }

  @Override
  public AccountId account() {
    return account;
  }

  @Override
  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return signature;
  }
}
