package io.holdfast.api.solvency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One proof for each asset that the account was owed; none where it was owed nothing.
 *
 * @param reportId in which; null where there are none
 */
public record SolvencyProofs(@Nullable String reportId, List<Proof> proofs) {
  public SolvencyProofs {
    proofs = List.copyOf(proofs);
  }

  /**
   * From a leaf to the root.
   *
   * @param nonce in hex
   * @param path the neighbours, from the leaf up
   * @param liabilities the root's amount
   * @param root its hash in base64
   */
  public record Proof(
      String asset,
      String accountId,
      String amount,
      String nonce,
      List<Step> path,
      String liabilities,
      String root) {
    public Proof {
      path = List.copyOf(path);
    }
  }

  /**
   * A neighbour.
   *
   * @param side {@code left} or {@code right}
   * @param hash in base64
   */
  public record Step(String side, String amount, String hash) {}
}
