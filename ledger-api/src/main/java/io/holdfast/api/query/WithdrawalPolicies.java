package io.holdfast.api.query;

import java.util.List;

/** Policies in the order of their assets. */
public record WithdrawalPolicies(List<Terms> policies) {
  public WithdrawalPolicies {
    policies = List.copyOf(policies);
  }

  /** What may go out of one asset; amounts in minor units, as decimal digits. */
  public record Terms(
      String asset,
      String fee,
      String minimum,
      String maxPerWithdrawal,
      String maxPerDay,
      String approvalThreshold,
      int approvals,
      long setAtMillis,
      long logIndex) {}
}
