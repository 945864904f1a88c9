package io.holdfast.command.parked;

import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of something that failed; the rules are in {@link ParkedDecider}. */
@AggregateRoot(type = "Parked")
public class ParkedAggregate extends Shell<Parked, ParkedEvent> {
  protected ParkedAggregate() {
    super(Parked.NOTHING);
  }

  public ParkedAggregate(String id) {
    super(id, Parked.NOTHING);
  }

  @EventSourcingHandler
  void on(ParkedEvent event) {
    become(event.streamId(), ParkedDecider.evolve(state(), event));
  }
}
