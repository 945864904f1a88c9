package io.holdfast.gateway.personal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM: a nonce of 96 bits by chance, then the text with its tag of 128 bits. What it is
 * about is authenticated beside it, so that nothing sealed for one thing opens as another's. No key
 * seals more than a few thousand texts, far from where chance would give a nonce twice.
 */
final class Seal {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private Seal() {}

  static byte[] close(byte[] key, byte[] about, byte[] text, SecureRandom chance) {
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(text);
      byte[] sealed = Arrays.copyOf(nonce, nonce.length + closed.length);
      System.arraycopy(closed, 0, sealed, nonce.length, closed.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  /** The text, or nothing where it was sealed under another key, about another, or changed. */
  static Optional<byte[]> open(byte[] key, byte[] about, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, nonce, about)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(about);
    return cipher;
  }
}
