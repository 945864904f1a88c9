package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.address.AccountId;

/**
 * Holds the private key of one account and signs with it. Implementations never give the key away:
 * not in a return value, a log line, an exception or {@code toString}. Thread-safe.
 */
public interface AccountSigner {
  AccountId account();

  /** An Ed25519 signature (RFC 8032): the same message gives the same 64 bytes for ever. */
  byte[] sign(byte[] message);
}
