package io.holdfast.command.log;

import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * The log for whoever only reads it: no writer is started and no lock is asked for, so that a
 * ledger can be proven beside the program that writes it. Its streams go on with what others
 * append. Thread-safe.
 */
public final class LogReading
    implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {
  private final LogTail tail;
  private final LogReader reader;
  private final EventCodec codec;
  private final LogListener listener;

  /**
   * @param source of connections to a database with the {@code log} schema; one is held until this
   *     is closed
   * @param upcasters all of them as one
   */
  public LogReading(DataSource source, Serializer serializer, EventUpcaster upcasters) {
    tail = new LogTail(LogProperties.defaults());
    reader = new LogReader(source);
    codec = new EventCodec(serializer, upcasters);
    listener = new LogListener(source, tail);
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    tail.reaches(reader.head());
    return new LogStream(tail, reader, codec, LogStorageEngine.position(token));
  }

  @Override
  public void close() {
    listener.close();
  }
}
