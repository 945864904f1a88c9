package io.holdfast.command;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** A log in memory that, as the real one, has each (aggregate id, sequence) once. */
final class UniqueEngine extends InMemoryEventStorageEngine {
  private final Set<List<Object>> places = new HashSet<>();

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    List<List<Object>> wanted = events.stream().map(UniqueEngine::place).toList();
    if (wanted.stream().anyMatch(places::contains)) {
      throw new ConcurrencyException("taken: " + wanted);
    }
    places.addAll(wanted);
    super.appendEvents(events);
  }

  private static List<Object> place(EventMessage<?> message) {
    DomainEventMessage<?> event = (DomainEventMessage<?>) message;
    return List.of(event.getAggregateIdentifier(), event.getSequenceNumber());
  }
}
