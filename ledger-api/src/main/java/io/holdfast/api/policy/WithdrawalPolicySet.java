package io.holdfast.api.policy;

import org.axonframework.serialization.Revision;

/**
 * The whole policy for withdrawals of one asset from here on, in the place of the configured one.
 * Amounts are decimal digits, in minor units.
 */
@Revision("1")
public record WithdrawalPolicySet(
    String asset,
    String fee,
    String minimum,
    String maxPerWithdrawal,
    String maxPerDay,
    String approvalThreshold,
    int approvals)
    implements PolicyEvent {
  @Override
  public String streamId() {
    return SetWithdrawalPolicy.PREFIX + asset;
  }
}
