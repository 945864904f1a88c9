package io.holdfast.chain.bitcoin.key;

import org.bitcoinj.base.Sha256Hash;

/**
 * Holds the private key of one account and signs with it. Implementations never give the key away:
 * not in a return value, a log line, an exception or {@code toString}. Thread-safe.
 */
public interface Signer {
  /** The public half of the account, from which every address is derived. */
  AccountKey account();

  /**
   * Signs a 32-byte signature hash with the key at this path: ECDSA on secp256k1, deterministic
   * (RFC 6979), low S, DER-encoded, without the sighash byte. The same hash gives the same bytes
   * for ever.
   */
  byte[] sign(KeyPath path, Sha256Hash hash);
}
