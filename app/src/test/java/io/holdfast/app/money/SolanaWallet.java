package io.holdfast.app.money;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import org.bitcoinj.base.Base58;

/** A wallet made for one test, with the JDK's own Ed25519. */
record SolanaWallet(KeyPair keys) {
  private static final int KEY_BYTES = 32;

  static SolanaWallet create() throws GeneralSecurityException {
    return new SolanaWallet(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  /** The key itself, which stands last in its X.509 form. */
  String address() {
    byte[] encoded = keys.getPublic().getEncoded();
    return Base58.encode(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
  }

  String sign(String message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(message.getBytes(UTF_8));
    return Base58.encode(signature.sign());
  }
}
