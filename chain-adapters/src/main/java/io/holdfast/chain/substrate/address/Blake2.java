package io.holdfast.chain.substrate.address;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** Blake2b (RFC 7693) without a key, as Substrate hashes nearly everything. */
public final class Blake2 {
  private Blake2() {}

  /** 32 bytes. */
  public static byte[] hash256(byte[]... parts) {
    return hash(256, parts);
  }

  /** 16 bytes. */
  public static byte[] hash128(byte[]... parts) {
    return hash(128, parts);
  }

  static byte[] hash512(byte[]... parts) {
    return hash(512, parts);
  }

  private static byte[] hash(int bits, byte[]... parts) {
    Blake2bDigest digest = new Blake2bDigest(bits);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[bits / 8];
    digest.doFinal(hash, 0);
    return hash;
  }
}
