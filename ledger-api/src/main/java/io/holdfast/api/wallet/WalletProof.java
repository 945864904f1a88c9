package io.holdfast.api.wallet;

import io.holdfast.api.error.Rejection;

/**
 * How wallets of one kind prove that they hold an address' key. Pure and thread-safe: it neither
 * asks the chain nor remembers what was asked; that a challenge is answered once and in time is its
 * caller's to see to.
 */
public interface WalletProof {
  WalletKind kind();

  /**
   * The one spelling under which an address is known.
   *
   * @throws Rejection ADDRESS_MALFORMED
   */
  String canonicalAddress(String address);

  /**
   * What the wallet is given to sign, the same for the same wish. Text, or where the kind's
   * standard says so, an encoded transaction that no ledger takes.
   */
  String challenge(SignIn wish);

  /**
   * Whether the holder of this wish's address signed exactly its challenge.
   *
   * @param answer as the kind's wallets give it; whatever is no answer at all proves nothing
   */
  boolean isProvenBy(String answer, SignIn wish);
}
