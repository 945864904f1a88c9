package io.holdfast.api.wallet;

import java.time.Instant;

/**
 * What a wallet is asked to sign: that its owner wants to be let in here, now, and once. Each part
 * binds the signature, so that it counts nowhere else and at no other time.
 *
 * @param domain who asks, as a browser shows it: host, and port where it is not the usual one
 * @param uri what is entered
 * @param purpose one line for the person who signs
 * @param address in the canonical spelling of its kind
 * @param chain which chain of the family, in that family's own word: {@code 1} on Ethereum's
 * @param nonce at least eight letters and digits that nobody can guess
 * @param issuedAt whole milliseconds
 * @param expiresAt from this moment on the answer counts no more
 */
public record SignIn(
    String domain,
    String uri,
    String purpose,
    String address,
    String chain,
    String nonce,
    Instant issuedAt,
    Instant expiresAt) {
  private static final int SHORTEST_NONCE = 8;

  public SignIn {
    requireOneLine(domain);
    requireOneLine(uri);
    requireOneLine(purpose);
    requireOneLine(address);
    requireOneLine(chain);
    if (nonce.length() < SHORTEST_NONCE || !nonce.chars().allMatch(SignIn::isLetterOrDigit)) {
      throw new IllegalArgumentException("a nonce is eight letters and digits or more");
    }
    if (!issuedAt.isBefore(expiresAt)) {
      throw new IllegalArgumentException("a challenge that has expired before it is issued");
    }
  }

  /** A line break would let one part pass for another; beyond ASCII, look-alikes begin. */
  private static void requireOneLine(String part) {
    if (part.isEmpty() || !part.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("each part of a challenge is one line of ASCII");
    }
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
