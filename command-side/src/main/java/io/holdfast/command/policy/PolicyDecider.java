package io.holdfast.command.policy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.policy.WithdrawalPolicySet;
import io.holdfast.command.policy.PolicyState.AsConfigured;
import io.holdfast.command.policy.PolicyState.SetAtRunTime;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which an asset's policy changes. What was set once counts before the configuration,
 * over every restart. Setting what is there already is quiet. Pure.
 */
final class PolicyDecider {
  private PolicyDecider() {}

  /**
   * @param now the policy that counts now
   * @throws Rejection MALFORMED_REQUEST where the limits would contradict one another
   */
  static List<PolicyEvent> decide(SetWithdrawalPolicy command, WithdrawalPolicy now) {
    WithdrawalPolicy wanted = wanted(command, now);
    return wanted.equals(now) ? List.of() : List.of(event(wanted));
  }

  static PolicyState evolve(PolicyEvent event) {
    return switch (event) {
      case WithdrawalPolicySet set -> new SetAtRunTime(set);
    };
  }

  /** The policy that counts. */
  static WithdrawalPolicy policy(PolicyState state, Asset asset, WithdrawalPolicy configured) {
    return switch (state) {
      case AsConfigured _ -> configured;
      case SetAtRunTime(WithdrawalPolicySet set) ->
          new WithdrawalPolicy(
              asset,
              new BigInteger(set.fee()),
              new BigInteger(set.minimum()),
              new BigInteger(set.maxPerWithdrawal()),
              new BigInteger(set.maxPerDay()),
              new BigInteger(set.approvalThreshold()),
              set.approvals());
    };
  }

  private static WithdrawalPolicy wanted(SetWithdrawalPolicy command, WithdrawalPolicy now) {
    try {
      return new WithdrawalPolicy(
          now.asset(),
          or(command.fee(), now.fee()),
          or(command.minimum(), now.minimum()),
          or(command.maxPerWithdrawal(), now.maxPerWithdrawal()),
          or(command.maxPerDay(), now.maxPerDay()),
          or(command.approvalThreshold(), now.approvalThreshold()),
          or(command.approvals(), now.approvals()));
    } catch (IllegalArgumentException contradiction) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "Such a policy cannot be: " + contradiction.getMessage() + ".");
    }
  }

  private static <T> T or(@Nullable T wish, T otherwise) {
    return wish == null ? otherwise : wish;
  }

  private static WithdrawalPolicySet event(WithdrawalPolicy policy) {
    return new WithdrawalPolicySet(
        policy.asset().code(),
        policy.fee().toString(),
        policy.minimum().toString(),
        policy.maxPerWithdrawal().toString(),
        policy.maxPerDay().toString(),
        policy.approvalThreshold().toString(),
        policy.approvals());
  }
}
