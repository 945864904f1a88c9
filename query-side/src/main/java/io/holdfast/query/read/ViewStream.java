package io.holdfast.query.read;

import io.holdfast.api.query.ViewChange;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/**
 * One reader's stream: look while somebody asks and there may be something, else wait to be poked
 * by a request or a wake. One look at a time; all state belongs to whoever holds {@code pokes}
 * above zero. While the database is away the stream waits and goes on from its cursor.
 */
final class ViewStream {
  private static final Logger LOG = LoggerFactory.getLogger(ViewStream.class);
  private static final int[] LOOK_SIZES = {128, 16, 1};
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final long NEVER = -1;

  private final ViewStreams streams;
  private final Listing<?> listing;
  private final Filter filter;
  private final FluxSink<ViewChange> sink;
  private final AtomicInteger pokes = new AtomicInteger();
  private long cursor;
  private long caughtUpAt = NEVER;

  ViewStream(
      ViewStreams streams,
      Listing<?> listing,
      Filter filter,
      long after,
      FluxSink<ViewChange> sink) {
    this.streams = streams;
    this.listing = listing;
    this.filter = filter;
    this.cursor = after;
    this.sink = sink;
  }

  void open() {
    sink.onDispose(streams.hub().listen(listing.kind(), this::poke));
    sink.onRequest(_ -> poke());
  }

  private void poke() {
    if (pokes.getAndIncrement() == 0) {
      look(1);
    }
  }

  private void look(int seen) {
    long generation = streams.hub().generation(listing.kind());
    long demand = sink.requestedFromDownstream();
    if (sink.isCancelled() || demand == 0 || caughtUpAt == generation) {
      rest(seen);
      return;
    }
    int size = sizeFor(demand);
    streams
        .look(new ViewStreams.Look(listing, filter, cursor, size, generation))
        .subscribe(
            rows -> {
              emit(rows);
              caughtUpAt = rows.size() < size ? generation : NEVER;
              if (rows.size() < size) {
                rest(seen);
              } else {
                look(seen);
              }
            },
            failure -> failed(failure, seen));
  }

  private void rest(int seen) {
    int left = pokes.addAndGet(-seen);
    if (left != 0) {
      look(left);
    }
  }

  /** Only the last of the rows of one index carries it as cursor: before that, not all are seen. */
  private void emit(List<? extends Changed<?>> rows) {
    long readAtMillis = streams.nowMillis();
    for (int i = 0; i < rows.size(); i++) {
      Changed<?> row = rows.get(i);
      long index = row.view().logIndex();
      boolean lastOfIndex = i + 1 == rows.size() || rows.get(i + 1).view().logIndex() != index;
      sink.next(
          new ViewChange(
              lastOfIndex ? index : index - 1, row.view(), readAtMillis, row.correlationId()));
      cursor = index;
    }
  }

  private void failed(Throwable failure, int seen) {
    if (!isFault(failure)) {
      sink.error(failure);
      return;
    }
    LOG.warn("a view stream waits for the database: {}", failure.toString());
    Schedulers.parallel().schedule(this::poke, RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    rest(seen);
  }

  private static boolean isFault(Throwable failure) {
    return failure instanceof R2dbcException
        || failure instanceof TimeoutException
        || (failure instanceof DataAccessException
            && !(failure instanceof InvalidDataAccessResourceUsageException));
  }

  /** Few sizes, so that readers of the same rows look alike and share. */
  private static int sizeFor(long demand) {
    for (int size : LOOK_SIZES) {
      if (demand >= size) {
        return size;
      }
    }
    return 1;
  }
}
