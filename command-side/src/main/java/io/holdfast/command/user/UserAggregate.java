package io.holdfast.command.user;

import io.holdfast.api.user.UserEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a person's record; the rules are in {@link UserDecider}. */
@AggregateRoot(type = "User")
public class UserAggregate extends Shell<User, UserEvent> {
  protected UserAggregate() {
    super(User.NOBODY);
  }

  public UserAggregate(String id) {
    super(id, User.NOBODY);
  }

  @EventSourcingHandler
  void on(UserEvent event) {
    become(event.streamId(), UserDecider.evolve(state(), event));
  }
}
