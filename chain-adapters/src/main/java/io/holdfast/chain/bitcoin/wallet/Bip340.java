package io.holdfast.chain.bitcoin.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.Arrays;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** Schnorr signatures on secp256k1 under keys that are x coordinates (BIP-340). */
final class Bip340 {
  static final int KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;

  private static final int EVEN_Y = 2;
  private static final ECDomainParameters CURVE = ECKey.ecDomainParameters();
  private static final BigInteger ORDER = CURVE.getN();

  private Bip340() {}

  /**
   * @param signature 64 bytes
   */
  static boolean verify(BigInteger keyX, byte[] message, byte[] signature) {
    byte[] r = Arrays.copyOf(signature, KEY_BYTES);
    BigInteger s = new BigInteger(1, signature, KEY_BYTES, KEY_BYTES);
    byte[] key = BigIntegers.asUnsignedByteArray(KEY_BYTES, keyX);
    if (s.compareTo(ORDER) >= 0) {
      return false;
    }
    ECPoint holder;
    try {
      holder = CURVE.getCurve().decodePoint(concat(new byte[] {EVEN_Y}, key));
    } catch (IllegalArgumentException e) {
      return false;
    }
    BigInteger e =
        new BigInteger(1, taggedHash("BIP0340/challenge", concat(r, key, message))).mod(ORDER);
    ECPoint point =
        ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), s, holder, ORDER.subtract(e)).normalize();
    return !point.isInfinity()
        && !point.getAffineYCoord().testBitZero()
        && Arrays.equals(point.getAffineXCoord().getEncoded(), r);
  }

  /** SHA-256 that no other use of SHA-256 can meet. */
  static byte[] taggedHash(String tag, byte[] message) {
    byte[] prefix = Sha256Hash.hash(tag.getBytes(US_ASCII));
    return Sha256Hash.hash(concat(prefix, prefix, message));
  }

  private static byte[] concat(byte[]... parts) {
    return org.bouncycastle.util.Arrays.concatenate(parts);
  }
}
