package io.holdfast.chain.stellar.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What comes of the rail's one seed.
 *
 * @param custody holds the money; the seed itself is its key
 * @param signIn signs the challenges of SEP-10 and nothing else. Its key is the HMAC-SHA-256 of a
 *     fixed text under the seed: it comes back with the seed, and tells nothing of it
 */
public record StellarKeys(StellarSigner custody, StellarSigner signIn) {
  private static final String HMAC = "HmacSHA256";
  private static final String SIGN_IN = "SEP-10 web authentication";

  /**
   * @param seed 32 bytes; the caller may clear them afterwards
   */
  public static StellarKeys of(byte[] seed) {
    byte[] derived = derived(seed);
    try {
      return new StellarKeys(new Ed25519Key(seed), new Ed25519Key(derived));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] derived(byte[] seed) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(seed, HMAC));
      return mac.doFinal(SIGN_IN.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
