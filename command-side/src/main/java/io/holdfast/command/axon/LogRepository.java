package io.holdfast.command.axon;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.command.log.AggregateStates;
import io.holdfast.command.log.EventLog;
import io.holdfast.command.log.Readings;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.LockAwareAggregate;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of one type, kept in memory. It notes in the unit of work's {@link Readings} which
 * aggregate was found at which head, which is what makes keeping them safe (see {@link EventLog}).
 *
 * <p>Handlers that touch several aggregates load them in one order: see {@code Aggregates}. {@code
 * newInstance} takes it that there is none of that id, without looking; where there is one, the
 * command is decided again, marked as {@link MetaKeys#RETRIED}, and must look.
 */
public final class LogRepository<T> extends EventSourcingRepository<T> {
  private final Class<T> type;
  private final AggregateStates states;
  private final EventLog log;
  private final boolean kept;

  private LogRepository(
      LogBuilder<T> builder, Class<T> type, AggregateStates states, EventLog log, boolean kept) {
    super(builder);
    this.type = type;
    this.states = states;
    this.log = log;
    this.kept = kept;
  }

  /**
   * @param kept whether its aggregates stay in memory; not worth while for those that are made by
   *     one command and hardly asked for again
   */
  static <T> LogRepository<T> of(
      Class<T> type, EventStore store, AggregateStates states, EventLog log, boolean kept) {
    return new LogRepository<>(new LogBuilder<>(type, store, states), type, states, log, kept);
  }

  Class<T> type() {
    return type;
  }

  @Override
  protected EventSourcedAggregate<T> doLoadWithLock(String id, @Nullable Long expectedVersion) {
    EventSourcedAggregate<T> aggregate = held(id);
    if (aggregate == null) {
      aggregate = read(id, expectedVersion);
    }
    long head = head(aggregate);
    readings().read(id, head);
    forgetOnRollback(aggregate, head);
    return aggregate;
  }

  @SuppressWarnings(
      "unchecked") // ids are prefixed by type, so what stands under one is of its type
  private @Nullable EventSourcedAggregate<T> held(String id) {
    return (EventSourcedAggregate<T>) states.get(id);
  }

  private EventSourcedAggregate<T> read(String id, @Nullable Long expectedVersion) {
    try {
      EventSourcedAggregate<T> aggregate = super.doLoadWithLock(id, expectedVersion);
      keep(aggregate);
      return aggregate;
    } catch (AggregateNotFoundException e) {
      readings().read(id, ABSENT);
      throw e;
    }
  }

  @Override
  protected LockAwareAggregate<T, EventSourcedAggregate<T>> doCreateNew(Callable<T> factory)
      throws Exception {
    LockAwareAggregate<T, EventSourcedAggregate<T>> created = super.doCreateNew(factory);
    String id = created.identifierAsString();
    if (id != null) {
      readings().read(id, ABSENT);
    }
    return created;
  }

  @Override
  protected void doSaveWithLock(EventSourcedAggregate<T> aggregate) {
    if (aggregate.version() != null && held(aggregate.identifierAsString()) == null) {
      keep(aggregate);
      forgetOnRollback(aggregate, ABSENT);
    }
  }

  private void keep(EventSourcedAggregate<T> aggregate) {
    if (kept) {
      states.put(aggregate.identifierAsString(), aggregate);
    }
  }

  /** A refusal leaves the aggregate as it was, and it stays; a change that failed must go. */
  private void forgetOnRollback(EventSourcedAggregate<T> aggregate, long head) {
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    boolean retried = unit.root().getMessage() instanceof CommandMessage;
    unit.onRollback(
        ended -> {
          if (!retried || head(aggregate) != head) {
            states.remove(aggregate.identifierAsString());
          }
        });
  }

  private Readings readings() {
    return Readings.of(CurrentUnitOfWork.get(), log);
  }

  private static long head(EventSourcedAggregate<?> aggregate) {
    Long version = aggregate.version();
    return version == null ? ABSENT : version;
  }

  private static final long ABSENT = Readings.ABSENT;

  private static final class LogBuilder<T> extends EventSourcingRepository.Builder<T> {
    private LogBuilder(Class<T> type, EventStore store, AggregateStates states) {
      super(type);
      eventStore(store);
      lockFactory(states);
    }
  }
}
