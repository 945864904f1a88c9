package io.holdfast.chain.evm.wire;

import java.math.BigInteger;

/**
 * A signature on secp256k1 from which the signer's public key can be found again.
 *
 * @param parity 0 or 1: whether the y coordinate of the point that {@code r} names is odd
 */
public record Signature(BigInteger r, BigInteger s, int parity) {
  public Signature {
    if (parity != 0 && parity != 1) {
      throw new IllegalArgumentException("a parity is 0 or 1");
    }
  }
}
