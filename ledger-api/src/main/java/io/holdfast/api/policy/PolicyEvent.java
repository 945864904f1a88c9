package io.holdfast.api.policy;

import io.holdfast.api.Event;

/** What was decided about an asset's policy. */
public sealed interface PolicyEvent extends Event permits WithdrawalPolicySet {}
