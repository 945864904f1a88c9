package io.holdfast.command.replay;

import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a replay; the rules are in {@link ReplayDecider}. */
@AggregateRoot(type = "Replay")
public class ReplayAggregate extends Shell<Replay, ReplayEvent> {
  protected ReplayAggregate() {
    super(Replay.NOTHING);
  }

  public ReplayAggregate(String id) {
    super(id, Replay.NOTHING);
  }

  @EventSourcingHandler
  void on(ReplayEvent event) {
    become(event.streamId(), ReplayDecider.evolve(state(), event));
  }
}
