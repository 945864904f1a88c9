package io.holdfast.query.statement;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.Known;
import io.holdfast.api.statement.Moment;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Turns a moment into an index of the log (the law is told by {@link AsOf}). What stands up to an
 * index never changes, so whoever has one may read with it as often as they like. Thread-safe.
 */
public final class Moments {
  private final Reader reader;
  private final Finder finder;
  private final String schema;
  private final LongSupplier head;
  private final Clock clock;

  /**
   * @param head the last index of the log; may block
   */
  public Moments(Reader reader, Finder finder, String schema, LongSupplier head, Clock clock) {
    this.reader = reader;
    this.finder = finder;
    this.schema = schema;
    this.head = head;
    this.clock = clock;
  }

  /**
   * A moment, and how far the views were when it was looked up.
   *
   * @param reflectedIndex at or after the moment's
   */
  public record Found(Moment moment, long reflectedIndex) {
    long index() {
      return moment.logIndex();
    }

    boolean isKnownNow() {
      return moment.known() == Known.NOW;
    }
  }

  /**
   * Asks once the views reflect the moment. Blocks for a look at the log's end: called on a worker.
   *
   * @return completes exceptionally with a Rejection: MOMENT_AHEAD, INDEX_NOT_REACHED,
   *     UNKNOWN_RAIL, BLOCK_BELOW_START, BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, BLOCK_ORPHANED,
   *     NOT_FOUND where a block was never taken in by this hash
   */
  <T> CompletableFuture<T> at(AsOf asOf, long minLogIndex, Function<Found, Mono<T>> question) {
    long wanted =
        Math.max(minLogIndex, asOf.logIndex() == null ? 0 : requireThere(asOf.logIndex()));
    return finder.after(wanted, () -> find(asOf).flatMap(question));
  }

  private long requireThere(long index) {
    long last = head.getAsLong();
    if (index > last) {
      throw new Rejection(
          ErrorCode.MOMENT_AHEAD, "The log has " + last + " events and not " + index + ".");
    }
    return index;
  }

  Mono<Found> find(AsOf asOf) {
    if (asOf.block() != null) {
      return byBlock(asOf.block(), asOf.known());
    }
    if (asOf.atMillis() != null) {
      return byTime(asOf.atMillis(), asOf.known());
    }
    return reader
        .position()
        .flatMap(
            reflected ->
                asOf.logIndex() == null
                    ? found(reflected, reflected, false, asOf.known(), null)
                    : found(asOf.logIndex(), reflected, true, asOf.known(), null));
  }

  private Mono<Found> byTime(long atMillis, Known known) {
    if (atMillis > clock.millis()) {
      return Mono.error(new Rejection(ErrorCode.MOMENT_AHEAD, "That moment is still to come."));
    }
    String sql =
        """
        select p.log_index as reflected_index,
          (select m.log_index from %1$s.moment m where m.at_millis > :at
           order by m.at_millis limit 1) as later
        from %1$s.progress p"""
            .formatted(schema);
    return reader
        .rows(
            sql,
            Map.of("at", atMillis),
            row -> new Later(row.number("reflected_index"), row.numberOrNull("later")))
        .map(List::getFirst)
        .flatMap(
            found -> found(found.lastBefore(), found.reflected, found.later != null, known, null));
  }

  /** The first event that is later than a time; null where there is none yet. */
  private record Later(long reflected, @Nullable Long later) {
    long lastBefore() {
      return later == null ? reflected : later - 1;
    }
  }

  private Mono<Found> byBlock(AsOf.Block block, Known known) {
    return reader
        .rows(BlocksAt.sql(schema), BlocksAt.parameters(block), BlocksAt.Row::of)
        .map(rows -> BlocksAt.of(block, rows))
        .flatMap(
            blocks -> {
              BlocksAt.Taken taken = blocks.require(known);
              return found(taken.logIndex(), blocks.reflectedIndex(), true, known, taken.hash());
            });
  }

  /** What is known now may be known otherwise tomorrow. */
  private Mono<Found> found(
      long index, long reflected, boolean settled, Known known, @Nullable String blockHash) {
    String sql =
        "select (select at_millis from %s.moment where log_index <= :n order by log_index desc limit 1) as at_millis"
            .formatted(schema);
    return reader
        .rows(
            sql,
            Map.of("n", index),
            row ->
                new Found(
                    new Moment(
                        index,
                        row.numberOrNull("at_millis"),
                        settled && known == Known.THEN,
                        known,
                        blockHash),
                    Math.max(reflected, index)))
        .map(List::getFirst);
  }
}
