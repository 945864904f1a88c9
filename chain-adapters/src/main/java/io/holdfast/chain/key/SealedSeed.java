package io.holdfast.chain.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A seed sealed under a passphrase: AES-256-GCM with a key made by Argon2id (RFC 9106). The
 * parameters are authenticated with the seed, so that nobody can weaken them unseen. This record is
 * the content of a key file and holds nothing secret.
 */
record SealedSeed(
    int version, int memoryKib, int iterations, String salt, String nonce, String sealed) {
  private static final int VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final HexFormat HEX = HexFormat.of();

  static SealedSeed seal(byte[] seed, byte[] passphrase, SecureRandom random) {
    Stretching stretching = Stretching.by(random);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    SealedSeed parameters = with(stretching, nonce, "");
    try {
      byte[] sealed = parameters.crypt(Cipher.ENCRYPT_MODE, seed, passphrase);
      return with(stretching, nonce, HEX.formatHex(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  private static SealedSeed with(Stretching stretching, byte[] nonce, String sealed) {
    return new SealedSeed(
        VERSION,
        stretching.memoryKib(),
        stretching.iterations(),
        stretching.salt(),
        HEX.formatHex(nonce),
        sealed);
  }

  /**
   * @throws KeyFileException when the passphrase is another or the file was changed
   */
  byte[] open(byte[] passphrase) {
    if (version != VERSION || !stretching().isSane()) {
      throw new KeyFileException("The key file is of a version or strength this program lacks.");
    }
    try {
      return crypt(Cipher.DECRYPT_MODE, HEX.parseHex(sealed), passphrase);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFileException("The passphrase does not open the key file.", e);
    }
  }

  private Stretching stretching() {
    return new Stretching(memoryKib, iterations, salt);
  }

  private byte[] crypt(int mode, byte[] content, byte[] passphrase)
      throws GeneralSecurityException {
    byte[] key = stretching().key(passphrase);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, HEX.parseHex(nonce)));
      cipher.updateAAD(authenticated().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(content);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private String authenticated() {
    return "holdfast-key:" + version + ":" + memoryKib + ":" + iterations;
  }
}
