package io.holdfast.command.reconciliation;

import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a reconciliation case; the rules are in {@link CaseDecider}. */
@AggregateRoot(type = "ReconciliationCase")
public class CaseAggregate extends Shell<Case, CaseEvent> {
  protected CaseAggregate() {
    super(Case.UNOPENED);
  }

  public CaseAggregate(String id) {
    super(id, Case.UNOPENED);
  }

  @EventSourcingHandler
  void on(CaseEvent event) {
    become(event.streamId(), CaseDecider.evolve(state(), event));
  }
}
