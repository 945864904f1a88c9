package io.holdfast.command.log;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * The log from a position on, for ever: what is newest from memory, the rest from the database.
 * Every event once, in order, none left out. Used by one thread; {@link #close} by any.
 */
final class LogStream implements TrackingEventStream {
  private final LogTail tail;
  private final LogReader reader;
  private final EventCodec codec;
  private final Queue<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
  private long position;
  private volatile @Nullable Runnable watcher;

  /**
   * @param position the index after which to begin
   */
  LogStream(LogTail tail, LogReader reader, EventCodec codec, long position) {
    this.tail = tail;
    this.reader = reader;
    this.codec = codec;
    this.position = position;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    fill();
    return Optional.ofNullable(buffer.peek());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    while (!fill()) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || !tail.awaitBeyond(position, left, TimeUnit.NANOSECONDS)) {
        return fill();
      }
    }
    return true;
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return buffer.remove();
  }

  /** Whether something can be handed out. Upcasters may leave nothing of a page, hence the loop. */
  private boolean fill() {
    while (buffer.isEmpty() && tail.head() > position) {
      List<TrackedEventMessage<?>> newest = tail.after(position, LogReader.PAGE);
      if (newest.isEmpty()) {
        readPage();
      } else {
        buffer.addAll(newest);
        position += newest.size();
      }
    }
    return !buffer.isEmpty();
  }

  private void readPage() {
    List<Entry> page = reader.after(position);
    if (page.isEmpty()) {
      throw new IllegalStateException(
          "the log reaches beyond " + position + " but holds nothing there");
    }
    if (page.getFirst().index() != position + 1
        || page.getLast().index() != position + page.size()) {
      throw new IllegalStateException("the log has a gap after " + position);
    }
    position = page.getLast().index();
    codec.decode(page.stream()).forEach(buffer::add);
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    watcher = callback;
    tail.watch(callback);
    return true;
  }

  @Override
  public void close() {
    Runnable watching = watcher;
    if (watching != null) {
      tail.unwatch(watching);
    }
  }
}
