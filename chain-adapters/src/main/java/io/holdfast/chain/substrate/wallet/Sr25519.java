package io.holdfast.chain.substrate.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;
import java.util.Arrays;

/**
 * Schnorr signatures on Ristretto as the library schnorrkel makes them, in the signing context of
 * Substrate. A signature is the point R and the scalar s, whose highest bit is set to tell it from
 * Ed25519's; it holds where R = s·B − k·A for a challenge k that the transcript of context,
 * message, key and R gives.
 */
final class Sr25519 {
  private static final byte[] CONTEXT = "substrate".getBytes(US_ASCII);
  private static final int HALF = 32;
  private static final int MARK = 0x80;

  private Sr25519() {}

  /**
   * @param signature 64 bytes
   */
  static boolean verify(byte[] key, byte[] message, byte[] signature) {
    if ((signature[signature.length - 1] & MARK) == 0) {
      return false;
    }
    byte[] r = Arrays.copyOf(signature, HALF);
    byte[] s = Arrays.copyOfRange(signature, HALF, signature.length);
    s[HALF - 1] &= 0x7f;
    try {
      Scalar k = challenge(key, message, r);
      RistrettoElement holder = new CompressedRistretto(key).decompress();
      RistrettoElement expected =
          Constants.RISTRETTO_GENERATOR
              .multiply(Scalar.fromCanonicalBytes(s))
              .subtract(holder.multiply(k));
      return Arrays.equals(expected.compress().toByteArray(), r);
    } catch (InvalidEncodingException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Scalar challenge(byte[] key, byte[] message, byte[] r) {
    Transcript transcript = new Transcript("SigningContext");
    transcript.append("", CONTEXT);
    transcript.append("sign-bytes", message);
    transcript.append("proto-name", "Schnorr-sig".getBytes(US_ASCII));
    transcript.append("sign:pk", key);
    transcript.append("sign:R", r);
    return Scalar.fromBytesModOrderWide(transcript.challenge("sign:c", 2 * HALF));
  }
}
