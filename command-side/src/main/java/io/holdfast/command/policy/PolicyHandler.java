package io.holdfast.command.policy;

import io.holdfast.api.money.Asset;
import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.command.Aggregates;
import org.axonframework.commandhandling.CommandHandler;

/** Changes policies while the ledger runs, and tells inside a unit of work which one counts. */
public final class PolicyHandler {
  private final Aggregates<PolicyAggregate, PolicyState, PolicyEvent> policies;
  private final Policies configured;

  public PolicyHandler(
      Aggregates<PolicyAggregate, PolicyState, PolicyEvent> policies, Policies configured) {
    this.policies = policies;
    this.configured = configured;
  }

  @CommandHandler
  void handle(SetWithdrawalPolicy command) {
    WithdrawalPolicy otherwise = configured.withdrawal(command.asset());
    policies.decide(
        command.targetId(),
        state ->
            PolicyDecider.decide(command, PolicyDecider.policy(state, command.asset(), otherwise)));
  }

  /** What counts for this asset now; a change of it waits until the unit of work is over. */
  public WithdrawalPolicy withdrawal(Asset asset) {
    PolicyState state = policies.load(SetWithdrawalPolicy.PREFIX + asset.code()).state();
    return PolicyDecider.policy(state, asset, configured.withdrawal(asset));
  }
}
