package io.holdfast.query.replay;

import io.holdfast.api.Event;
import io.holdfast.api.error.Defect;
import io.holdfast.query.fold.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.SerializationException;

/** Reads the log from an index on, each event once and in order. Used by one thread. */
final class LogCursor implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingStream<TrackedEventMessage<?>> stream;
  private long position;

  LogCursor(StreamableMessageSource<TrackedEventMessage<?>> log, long position) {
    this.position = position;
    this.stream = log.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position));
  }

  /**
   * The next events up to an index that is in the log already.
   *
   * @throws IllegalStateException where the log does not give them in time
   * @throws Defect naming an event that cannot be read
   */
  List<LoggedEvent> next(long upToIndex, int most) throws InterruptedException {
    List<LoggedEvent> events = new ArrayList<>();
    while (position < upToIndex && events.size() < most) {
      if (!stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the log does not give event " + (position + 1));
      }
      TrackedEventMessage<?> message = stream.nextAvailable();
      position =
          message
              .trackingToken()
              .position()
              .orElseThrow(() -> new Defect("the log gives no index: " + message.trackingToken()));
      events.add(new LoggedEvent(position, message.getTimestamp().toEpochMilli(), event(message)));
    }
    return events;
  }

  private Event event(TrackedEventMessage<?> message) {
    try {
      return (Event) message.getPayload();
    } catch (SerializationException | ClassCastException e) {
      throw new Defect("event " + position + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
