package io.holdfast.command.log;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the log. Its streams are woken by each durable append, on any node. */
public final class LogEventStore extends AbstractEventStore {
  private final LogStorageEngine engine;

  public LogEventStore(LogStorageEngine engine) {
    super(new Builder(engine));
    this.engine = engine;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return engine.openStream(token);
  }

  private static final class Builder extends AbstractEventStore.Builder {
    private Builder(LogStorageEngine engine) {
      storageEngine(engine);
    }
  }
}
