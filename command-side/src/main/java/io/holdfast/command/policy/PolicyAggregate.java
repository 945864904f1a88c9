package io.holdfast.command.policy;

import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an asset's policy; the rules are in {@link PolicyDecider}. */
@AggregateRoot(type = "Policy")
public class PolicyAggregate extends Shell<PolicyState, PolicyEvent> {
  protected PolicyAggregate() {
    super(PolicyState.AS_CONFIGURED);
  }

  public PolicyAggregate(String id) {
    super(id, PolicyState.AS_CONFIGURED);
  }

  @EventSourcingHandler
  void on(PolicyEvent event) {
    become(event.streamId(), PolicyDecider.evolve(event));
  }
}
