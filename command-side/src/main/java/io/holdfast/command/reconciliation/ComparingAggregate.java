package io.holdfast.command.reconciliation;

import io.holdfast.api.reconciliation.ComparisonEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a rail's comparing; the rules are in {@link ComparingDecider}. */
@AggregateRoot(type = "Reconciliation")
public class ComparingAggregate extends Shell<Comparing, ComparisonEvent> {
  protected ComparingAggregate() {
    super(Comparing.NEVER);
  }

  public ComparingAggregate(String id) {
    super(id, Comparing.NEVER);
  }

  @EventSourcingHandler
  void on(ComparisonEvent event) {
    become(event.streamId(), ComparingDecider.evolve(state(), event));
  }
}
