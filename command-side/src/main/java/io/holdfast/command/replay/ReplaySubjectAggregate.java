package io.holdfast.command.replay;

import io.holdfast.api.replay.ReplaySubjectEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of what replays are about; the rules are in {@link ReplaySubjectDecider}. */
@AggregateRoot(type = "ReplaySubject")
public class ReplaySubjectAggregate extends Shell<ReplaySubject, ReplaySubjectEvent> {
  protected ReplaySubjectAggregate() {
    super(ReplaySubject.FREE);
  }

  public ReplaySubjectAggregate(String id) {
    super(id, ReplaySubject.FREE);
  }

  @EventSourcingHandler
  void on(ReplaySubjectEvent event) {
    become(event.streamId(), ReplaySubjectDecider.evolve(event));
  }
}
