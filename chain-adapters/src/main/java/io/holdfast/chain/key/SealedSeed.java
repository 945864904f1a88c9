package io.holdfast.chain.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A seed sealed under a passphrase: AES-256-GCM with a key made by Argon2id (RFC 9106). The
 * parameters are authenticated with the seed, so that nobody can weaken them unseen. This record is
 * the content of a key file and holds nothing secret.
 */
record SealedSeed(
    int version, int memoryKib, int iterations, String salt, String nonce, String sealed) {
  private static final int VERSION = 1;
  private static final int MEMORY_KIB = 65_536;
  private static final int MOST_MEMORY_KIB = 1_048_576;
  private static final int ITERATIONS = 3;
  private static final int MOST_ITERATIONS = 100;
  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final HexFormat HEX = HexFormat.of();

  static SealedSeed seal(byte[] seed, byte[] passphrase, SecureRandom random) {
    SealedSeed parameters =
        new SealedSeed(
            VERSION, MEMORY_KIB, ITERATIONS, hex(random, SALT_BYTES), hex(random, NONCE_BYTES), "");
    try {
      byte[] sealed = parameters.crypt(Cipher.ENCRYPT_MODE, seed, passphrase);
      return new SealedSeed(
          VERSION,
          MEMORY_KIB,
          ITERATIONS,
          parameters.salt,
          parameters.nonce,
          HEX.formatHex(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  /**
   * @throws KeyFileException when the passphrase is another or the file was changed
   */
  byte[] open(byte[] passphrase) {
    requireSaneParameters();
    try {
      return crypt(Cipher.DECRYPT_MODE, HEX.parseHex(sealed), passphrase);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFileException("The passphrase does not open the key file.", e);
    }
  }

  private void requireSaneParameters() {
    if (version != VERSION
        || memoryKib < 8
        || memoryKib > MOST_MEMORY_KIB
        || iterations < 1
        || iterations > MOST_ITERATIONS) {
      throw new KeyFileException("The key file is of a version or strength this program lacks.");
    }
  }

  private byte[] crypt(int mode, byte[] content, byte[] passphrase)
      throws GeneralSecurityException {
    byte[] key = stretch(passphrase);
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

  private byte[] stretch(byte[] passphrase) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(1)
            .withSalt(HEX.parseHex(salt))
            .build());
    byte[] key = new byte[KEY_BYTES];
    generator.generateBytes(passphrase, key);
    return key;
  }

  private static String hex(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }
}
