package io.holdfast.query.replay;

import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.journal.Halves;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The log in large batches, each read and decoded while the one before is being written, so that
 * two of them are in memory. A batch ends only where no journal line is begun and not complete; the
 * last events before the end may stay behind for that. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {
  /** No append has so many events: where a line is not complete after them, it never will be. */
  private static final int LONGEST_APPEND = 10_000;

  private final LogCursor cursor;
  private final long upToIndex;
  private final int batchSize;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("views-rebuild-reader").factory());
  private Future<List<LoggedEvent>> ahead;

  /** Only the reading thread's. */
  private boolean ended;

  /**
   * @param batchSize most events in a batch, but for those that complete its last lines
   */
  ReadAhead(LogCursor cursor, long upToIndex, int batchSize) {
    this.cursor = cursor;
    this.upToIndex = upToIndex;
    this.batchSize = batchSize;
    this.ahead = reader.submit(this::read);
  }

  /**
   * The next batch; empty where no further one ends well.
   *
   * @throws IllegalStateException where the log does not give it
   */
  List<LoggedEvent> next() throws InterruptedException {
    try {
      List<LoggedEvent> batch = ahead.get();
      if (!batch.isEmpty()) {
        ahead = reader.submit(this::read);
      }
      return batch;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log cannot be read", e.getCause());
    }
  }

  private List<LoggedEvent> read() throws InterruptedException {
    List<LoggedEvent> batch = new ArrayList<>();
    Halves halves = new Halves();
    int whole = 0;
    do {
      List<LoggedEvent> more =
          ended ? List.of() : cursor.next(upToIndex, batch.isEmpty() ? batchSize : 1);
      ended = more.isEmpty() || batch.size() >= batchSize + LONGEST_APPEND;
      for (LoggedEvent logged : more) {
        batch.add(logged);
        halves.see(logged.event());
        whole = halves.areNone() ? batch.size() : whole;
      }
    } while (!ended && !halves.areNone());
    return batch.subList(0, whole);
  }

  @Override
  public void close() {
    reader.shutdownNow();
    reader.close();
  }
}
