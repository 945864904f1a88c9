package io.holdfast.chain.wallet;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** Signatures by RFC 8032. */
public final class Ed25519 {
  public static final int KEY_BYTES = 32;
  public static final int SIGNATURE_BYTES = 64;

  private Ed25519() {}

  /**
   * Whether this key's holder signed these bytes. A key of small order, under which a signature of
   * one message fits others too, has no holder.
   */
  public static boolean verify(byte[] key, byte[] message, byte[] signature) {
    PublicPoint point =
        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(key, 0);
    return point != null
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, point, message, 0, message.length);
  }
}
