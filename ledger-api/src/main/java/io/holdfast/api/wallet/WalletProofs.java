package io.holdfast.api.wallet;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How each kind of wallet proves itself. Immutable. */
public final class WalletProofs {
  private final Map<WalletKind, WalletProof> byKind = new EnumMap<>(WalletKind.class);

  public WalletProofs(Collection<? extends WalletProof> proofs) {
    for (WalletProof proof : proofs) {
      if (byKind.put(proof.kind(), proof) != null) {
        throw new IllegalArgumentException("two ways to prove a wallet of " + proof.kind());
      }
    }
  }

  /**
   * @throws Rejection MALFORMED_REQUEST where wallets of this kind let nobody in here
   */
  public WalletProof require(WalletKind kind) {
    WalletProof proof = byKind.get(kind);
    if (proof == null) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "Wallets of this kind are not taken here: " + kind + ".");
    }
    return proof;
  }
}
