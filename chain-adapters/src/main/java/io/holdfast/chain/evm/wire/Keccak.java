package io.holdfast.chain.evm.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 with the padding of Ethereum, which is older than that of SHA-3. */
public final class Keccak {
  private static final int BITS = 256;

  private Keccak() {}

  public static byte[] hash(byte[] input) {
    KeccakDigest digest = new KeccakDigest(BITS);
    digest.update(input, 0, input.length);
    byte[] hash = new byte[BITS / 8];
    digest.doFinal(hash, 0);
    return hash;
  }

  public static byte[] hash(String ascii) {
    return hash(ascii.getBytes(US_ASCII));
  }
}
