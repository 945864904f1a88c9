package io.holdfast.chain.transfer;

import io.holdfast.api.withdrawal.WithdrawalState;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal as the payout worker sees it.
 *
 * @param plan null before it was made; from then on nothing else is made for this withdrawal
 * @param signedHex the bytes that stand in the log, or null before
 * @param sentAtMillis when they were sent last, or null
 */
public record Payout(
    String withdrawalId,
    String asset,
    BigInteger amount,
    String destination,
    WithdrawalState state,
    @Nullable Plan plan,
    @Nullable String signedHex,
    @Nullable Long sentAtMillis) {
  /**
   * What decides the bytes that pay it.
   *
   * @param sequence the transaction's number, given out to this withdrawal only
   * @param unsigned what is signed, in the rail's own writing
   * @param transaction the id of the signed transaction
   * @param mostFee what the chain takes at most, in the minor unit of its own asset
   */
  public record Plan(long sequence, String unsigned, String transaction, BigInteger mostFee) {}

  public Plan requirePlan() {
    if (plan == null) {
      throw new IllegalStateException(withdrawalId + " has no plan");
    }
    return plan;
  }
}
