package io.holdfast.command.policy;

import io.holdfast.api.policy.WithdrawalPolicySet;

/** Where an asset's policy comes from. */
public sealed interface PolicyState {
  AsConfigured AS_CONFIGURED = new AsConfigured();

  /** Nobody has set it: the configuration counts. */
  record AsConfigured() implements PolicyState {}

  /** An administrator has, last of all like this. */
  record SetAtRunTime(WithdrawalPolicySet policy) implements PolicyState {}
}
