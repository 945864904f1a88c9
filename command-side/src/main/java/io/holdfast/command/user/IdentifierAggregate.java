package io.holdfast.command.user;

import io.holdfast.api.user.IdentifierEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an identifier; the rules are in {@link IdentifierDecider}. */
@AggregateRoot(type = "Identifier")
public class IdentifierAggregate extends Shell<Identifier, IdentifierEvent> {
  protected IdentifierAggregate() {
    super(Identifier.FREE);
  }

  public IdentifierAggregate(String id) {
    super(id, Identifier.FREE);
  }

  @EventSourcingHandler
  void on(IdentifierEvent event) {
    become(event.streamId(), IdentifierDecider.evolve(event));
  }
}
