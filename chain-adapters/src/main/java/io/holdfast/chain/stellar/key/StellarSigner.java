package io.holdfast.chain.stellar.key;

import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;

/**
 * Signs with the key of one account. Implementations never give the key away: not in a return
 * value, a log line, an exception or {@code toString}. Thread-safe.
 */
public interface StellarSigner {
  ScAddress.Account account();

  /** Ed25519 (RFC 8032) over a transaction's hash. The same hash gives the same bytes for ever. */
  Octets sign(Octets hash);
}
