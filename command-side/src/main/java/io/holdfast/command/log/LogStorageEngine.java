package io.holdfast.command.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of the log. An append inside a command's unit of work is queued ({@link Readings});
 * outside of one there is nobody who would wait for it later, so it is waited for here.
 */
public final class LogStorageEngine implements EventStorageEngine {
  private final EventLog log;
  private final LogTail tail;
  private final LogReader reader;
  private final EventCodec codec;

  public LogStorageEngine(
      EventLog log,
      LogTail tail,
      DataSource source,
      Serializer serializer,
      EventUpcaster upcasters) {
    this.log = log;
    this.tail = tail;
    this.reader = new LogReader(source);
    this.codec = new EventCodec(serializer, upcasters);
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    List<Row> rows = codec.encode(events);
    if (!CurrentUnitOfWork.isStarted()) {
      log.appendAndWait(Map.of(), rows);
      return;
    }
    Readings readings = Readings.of(CurrentUnitOfWork.get(), log);
    if (CurrentUnitOfWork.get().root().getMessage() instanceof CommandMessage) {
      readings.append(rows);
    } else {
      readings.appendAndWait(rows);
    }
  }

  @Override
  public DomainEventStream readEvents(String aggregateId, long firstSequenceNumber) {
    log.awaitPending(aggregateId);
    return codec.decodeStream(rows(aggregateId, firstSequenceNumber));
  }

  private Stream<Entry> rows(String aggregateId, long from) {
    List<Entry> page = reader.ofAggregate(aggregateId, from);
    if (page.size() < LogReader.PAGE) {
      return page.stream();
    }
    return Stream.iterate(
            page,
            last -> !last.isEmpty(),
            last -> reader.ofAggregate(aggregateId, last.getLast().getSequenceNumber() + 1))
        .flatMap(List::stream);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateId) {
    log.awaitPending(aggregateId);
    long head = reader.headOf(aggregateId);
    return head == Decision.ABSENT ? Optional.empty() : Optional.of(head);
  }

  /** The log from a position on, as it grows. */
  TrackingEventStream openStream(@Nullable TrackingToken token) {
    return new LogStream(tail, reader, codec, position(token));
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    BlockingStream<TrackedEventMessage<?>> stream = openStream(token);
    if (mayBlock) {
      return stream.asStream();
    }
    tail.reaches(reader.head());
    return Stream.generate(() -> next(stream)).takeWhile(Optional::isPresent).map(Optional::get);
  }

  private static Optional<TrackedEventMessage<?>> next(
      BlockingStream<TrackedEventMessage<?>> stream) {
    try {
      return stream.hasNextAvailable() ? Optional.of(stream.nextAvailable()) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The index after which a stream with this token begins. */
  static long position(@Nullable TrackingToken token) {
    TrackingToken bare = WrappedToken.unwrapLowerBound(token);
    return bare == null ? 0 : ((GlobalSequenceTrackingToken) bare).getGlobalIndex();
  }

  @Override
  public @Nullable TrackingToken createTailToken() {
    return null;
  }

  @Override
  public @Nullable TrackingToken createHeadToken() {
    return token(reader.head());
  }

  @Override
  public @Nullable TrackingToken createTokenAt(Instant dateTime) {
    return token(reader.indexBefore(dateTime));
  }

  private static @Nullable TrackingToken token(long index) {
    return index == 0 ? null : new GlobalSequenceTrackingToken(index);
  }

  /** No aggregate is snapshotted: hot ones stay in memory, the others are short. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    return Optional.empty();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("the log keeps no snapshots");
  }
}
