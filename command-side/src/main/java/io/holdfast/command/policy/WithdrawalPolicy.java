package io.holdfast.command.policy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.math.BigInteger;

/**
 * What may go out of an account, for one asset; amounts in its minor units. Pure.
 *
 * @param fee flat, held beside the amount and kept when the withdrawal settles
 * @param minimum the least amount, without the fee
 * @param maxPerWithdrawal the greatest amount, without the fee
 * @param maxPerDay the most that may leave an account in 24 hours, fees included. A withdrawal
 *     counts from its request on; one that was rejected, cancelled or has failed counts no longer
 * @param approvalThreshold an amount above this needs approvals
 * @param approvals how many people, none of them the requester, must approve such an amount
 */
public record WithdrawalPolicy(
    Asset asset,
    BigInteger fee,
    BigInteger minimum,
    BigInteger maxPerWithdrawal,
    BigInteger maxPerDay,
    BigInteger approvalThreshold,
    int approvals) {
  private static final int MAX_APPROVALS = 10;

  /**
   * @throws IllegalArgumentException the limits contradict one another; the message says which
   */
  public WithdrawalPolicy {
    require(fee.signum() >= 0, "fee must not be negative");
    require(minimum.signum() > 0, "minimum must be greater than zero");
    require(
        maxPerWithdrawal.compareTo(minimum) >= 0, "max-per-withdrawal must not be below minimum");
    require(
        maxPerDay.compareTo(minimum.add(fee)) >= 0, "max-per-day must not be below minimum + fee");
    require(approvalThreshold.signum() >= 0, "approval-threshold must not be negative");
    require(
        approvals >= 0 && approvals <= MAX_APPROVALS, "approvals must be 0 to " + MAX_APPROVALS);
  }

  /**
   * @param withdrawnLately what the account set aside for withdrawals in the last 24 hours
   * @throws Rejection BELOW_MINIMUM, LIMIT_PER_WITHDRAWAL_EXCEEDED or LIMIT_PER_DAY_EXCEEDED
   */
  public void check(Money amount, BigInteger withdrawnLately) {
    if (amount.minor().compareTo(minimum) < 0) {
      throw new Rejection(
          ErrorCode.BELOW_MINIMUM, "The least that may be withdrawn is " + minimum + ".");
    }
    if (amount.minor().compareTo(maxPerWithdrawal) > 0) {
      throw new Rejection(
          ErrorCode.LIMIT_PER_WITHDRAWAL_EXCEEDED,
          "The most that may be withdrawn at once is " + maxPerWithdrawal + ".");
    }
    if (withdrawnLately.add(total(amount).minor()).compareTo(maxPerDay) > 0) {
      throw new Rejection(
          ErrorCode.LIMIT_PER_DAY_EXCEEDED,
          "The most that may leave an account in 24 hours, fees included, is " + maxPerDay + ".");
    }
  }

  public int approvalsNeeded(Money amount) {
    return amount.minor().compareTo(approvalThreshold) > 0 ? approvals : 0;
  }

  /** What a withdrawal of this amount takes from the account: the amount and the fee. */
  public Money total(Money amount) {
    return amount.plus(new Money(asset, fee));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
