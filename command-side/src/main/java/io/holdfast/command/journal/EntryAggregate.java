package io.holdfast.command.journal;

import io.holdfast.api.journal.EntryPosted;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/**
 * Axon's shell of a journal entry. Its stream has one event: that the log is unique on (id,
 * sequence) makes the entry happen once.
 */
@AggregateRoot(type = "Entry")
public class EntryAggregate extends Shell<EntryState, EntryPosted> {
  protected EntryAggregate() {
    super(EntryState.ABSENT);
  }

  public EntryAggregate(String id) {
    super(id, EntryState.ABSENT);
  }

  @EventSourcingHandler
  void on(EntryPosted event) {
    become(event.streamId(), EntryDecider.evolve(event));
  }
}
