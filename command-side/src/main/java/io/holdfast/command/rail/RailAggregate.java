package io.holdfast.command.rail;

import io.holdfast.api.rail.RailEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a rail; the rules are in {@link RailDecider}. */
@AggregateRoot(type = "Rail")
public class RailAggregate extends Shell<RailCursor, RailEvent> {
  protected RailAggregate() {
    super(RailCursor.NOWHERE);
  }

  public RailAggregate(String id) {
    super(id, RailCursor.NOWHERE);
  }

  @EventSourcingHandler
  void on(RailEvent event) {
    become(event.streamId(), RailDecider.evolve(state(), event));
  }
}
