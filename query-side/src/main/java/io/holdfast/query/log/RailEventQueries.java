package io.holdfast.query.log;

import io.holdfast.api.query.FindRailEvents;
import io.holdfast.api.query.RailEvents;
import io.holdfast.api.query.RailEvents.Logged;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log backwards, so much of it at a time: an index over what adapters wrote beside their
 * events would be paid for with every append. An answer therefore costs the same whatever is asked
 * for, and a rare event is found by going on.
 */
public final class RailEventQueries {
  private static final int LOOKED_THROUGH = 5_000;

  private final Reader reader;

  public RailEventQueries(Reader reader) {
    this.reader = reader;
  }

  @QueryHandler
  public CompletableFuture<RailEvents> find(FindRailEvents query) {
    return reader
        .rows(
            "select max(log_index) as head from log.event", row -> orZero(row.numberOrNull("head")))
        .map(head -> query.before() == 0 ? head.getFirst() + 1 : query.before())
        .flatMap(before -> reader.rows(look(query), parameters(query, before), Row::of))
        .map(rows -> page(rows, query.limit()))
        .toFuture();
  }

  private static String look(FindRailEvents query) {
    return """
      with stretch as (
        select log_index, at, type, aggregate_id, payload,
          convert_from(metadata, 'UTF8')::jsonb as meta
        from log.event
        where log_index < :before and log_index >= :before - :looked
      ), found as (
        select * from stretch where meta ? 'rail'%s order by log_index desc limit :limit
      )
      select s.begins, f.log_index, (extract(epoch from f.at) * 1000)::bigint as at_millis,
        substring(f.type from '[^.$]+$') as type, f.aggregate_id,
        f.meta ->> 'rail' as rail, (f.meta ->> 'height')::bigint as height,
        f.meta ->> 'blockHash' as block_hash, f.meta ->> 'transaction' as transaction,
        f.meta ->> 'actor' as actor, f.meta ->> 'correlationId' as correlation_id,
        convert_from(f.payload, 'UTF8') as payload
      from (select min(log_index) as begins from stretch) s left join found f on true
      order by f.log_index desc"""
        .formatted(where(query));
  }

  private static String where(FindRailEvents query) {
    StringBuilder where = new StringBuilder();
    if (query.rail() != null) {
      where.append(" and meta ->> 'rail' = :rail");
    }
    if (query.type() != null) {
      where.append(" and substring(type from '[^.$]+$') = :type");
    }
    if (query.height() != null) {
      where.append(" and meta ->> 'height' = :height");
    }
    if (query.transaction() != null) {
      where.append(" and meta ->> 'transaction' = :transaction");
    }
    return where.toString();
  }

  private static Map<String, Object> parameters(FindRailEvents query, long before) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("before", before);
    parameters.put("looked", (long) LOOKED_THROUGH);
    parameters.put("limit", query.limit());
    Optional.ofNullable(query.rail()).ifPresent(rail -> parameters.put("rail", rail));
    Optional.ofNullable(query.type()).ifPresent(type -> parameters.put("type", type));
    Optional.ofNullable(query.height())
        .ifPresent(height -> parameters.put("height", Long.toString(height)));
    Optional.ofNullable(query.transaction())
        .ifPresent(transaction -> parameters.put("transaction", transaction));
    return parameters;
  }

  /** One event, or none where the stretch held nothing that was asked for. */
  private record Row(long begins, Optional<Logged> event) {
    static Row of(Columns row) {
      return new Row(
          orZero(row.numberOrNull("begins")),
          Optional.ofNullable(row.numberOrNull("log_index")).map(index -> logged(index, row)));
    }
  }

  private static Logged logged(long index, Columns row) {
    return new Logged(
        index,
        row.number("at_millis"),
        row.text("type"),
        row.text("aggregate_id"),
        row.text("rail"),
        row.numberOrNull("height"),
        row.textOrNull("block_hash"),
        row.textOrNull("transaction"),
        row.textOrNull("actor"),
        row.textOrNull("correlation_id"),
        row.text("payload"));
  }

  private static RailEvents page(List<Row> rows, int limit) {
    List<Logged> events = rows.stream().map(Row::event).flatMap(Optional::stream).toList();
    long next = events.size() == limit ? events.getLast().logIndex() : rows.getFirst().begins();
    return new RailEvents(events, next <= 1 ? null : next);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
