package io.holdfast.chain.key;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a passphrase becomes a key of 32 bytes: Argon2id (RFC 9106) in one lane. Holds nothing
 * secret, and is kept beside what the key seals.
 *
 * @param salt 16 bytes or more, in hexadecimal
 */
public record Stretching(int memoryKib, int iterations, String salt) {
  private static final int MEMORY_KIB = 65_536;
  private static final int MOST_MEMORY_KIB = 1_048_576;
  private static final int ITERATIONS = 3;
  private static final int MOST_ITERATIONS = 100;
  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int MOST_SALT_BYTES = 64;
  private static final HexFormat HEX = HexFormat.of();

  /** As strong as new ones are made, with a salt of its own. */
  public static Stretching by(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Stretching(MEMORY_KIB, ITERATIONS, HEX.formatHex(salt));
  }

  /** Whether it is one that we make or would make: a stranger's may ask for all memory there is. */
  public boolean isSane() {
    return memoryKib >= 8
        && memoryKib <= MOST_MEMORY_KIB
        && iterations >= 1
        && iterations <= MOST_ITERATIONS
        && salt.matches("(?:[0-9a-f]{2}){%d,%d}".formatted(SALT_BYTES, MOST_SALT_BYTES));
  }

  /** The key; the caller wipes it. */
  public byte[] key(byte[] passphrase) {
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
}
