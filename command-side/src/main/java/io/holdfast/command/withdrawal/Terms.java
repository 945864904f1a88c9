package io.holdfast.command.withdrawal;

import io.holdfast.api.withdrawal.RequestMint;
import java.math.BigInteger;
import java.util.Set;

/**
 * What was agreed when a withdrawal was requested, and holds in every state after it.
 *
 * @param approvers the people who have approved so far
 */
public record Terms(
    String withdrawalId,
    String accountId,
    String rail,
    String asset,
    BigInteger amount,
    BigInteger fee,
    String destination,
    String requestedBy,
    int approvalsNeeded,
    int finalityDepthBlocks,
    Set<String> approvers) {
  public Terms {
    approvers = Set.copyOf(approvers);
  }

  /** Whether tokens are made, and not paid out: nothing was held for it. */
  boolean isMint() {
    return destination.equals(RequestMint.DESTINATION);
  }

  int approvalsLeft() {
    return approvalsNeeded - approvers.size();
  }
}
