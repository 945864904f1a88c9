package io.holdfast.chain.evm.key;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Signature;

/**
 * Holds the private key of one account and signs with it. Implementations never give the key away:
 * not in a return value, a log line, an exception or {@code toString}. Thread-safe.
 */
public interface EvmSigner {
  /** The account that the key spends from. */
  Address account();

  /**
   * Signs a 32-byte hash: ECDSA on secp256k1, deterministic (RFC 6979), low s (EIP-2). The same
   * hash gives the same signature for ever.
   */
  Signature sign(byte[] hash);
}
