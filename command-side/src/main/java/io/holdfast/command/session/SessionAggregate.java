package io.holdfast.command.session;

import io.holdfast.api.session.SessionEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a session; the rules are in {@link SessionDecider}. */
@AggregateRoot(type = "Session")
public class SessionAggregate extends Shell<Session, SessionEvent> {
  protected SessionAggregate() {
    super(Session.UNKNOWN);
  }

  public SessionAggregate(String id) {
    super(id, Session.UNKNOWN);
  }

  @EventSourcingHandler
  void on(SessionEvent event) {
    become(event.streamId(), SessionDecider.evolve(state(), event));
  }
}
