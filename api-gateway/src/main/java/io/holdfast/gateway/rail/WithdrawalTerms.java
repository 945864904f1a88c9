package io.holdfast.gateway.rail;

import io.holdfast.api.query.WithdrawalPolicies.Terms;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the policy asks of withdrawals of one asset, so that a person knows before asking. The
 * ledger decides by the same properties, which it requires and validates. Amounts in minor units.
 *
 * @param fee flat, taken beside the amount
 * @param maxPerDay fees included
 * @param approvalThreshold above it, so many approvals are needed
 */
record WithdrawalTerms(
    @Schema(example = "10000") String fee,
    String minimum,
    String maxPerWithdrawal,
    String maxPerDay,
    String approvalThreshold,
    int approvals) {
  static WithdrawalTerms of(Terms set) {
    return new WithdrawalTerms(
        set.fee(),
        set.minimum(),
        set.maxPerWithdrawal(),
        set.maxPerDay(),
        set.approvalThreshold(),
        set.approvals());
  }
}
