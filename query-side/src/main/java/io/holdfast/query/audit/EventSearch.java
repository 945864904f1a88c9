package io.holdfast.query.audit;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.EventFilter;
import io.holdfast.query.follow.LogRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds events by the index of events, and reads those that are shown from the log. All that the
 * index is asked by is numbers, so they stand in the statement itself: PostgreSQL then plans for
 * these very values, where one plan for all of them would look for what is rare by what is
 * frequent. Blocks. Thread-safe.
 */
final class EventSearch {
  private static final long MICROS_PER_MILLI = 1000;
  private static final Comparator<AuditedEvent> BY_INDEX =
      Comparator.comparingLong(AuditedEvent::logIndex);

  private final DataSource source;
  private final LogRows log;
  private final Duration timeout;

  /**
   * @param timeout after which a statement without an answer fails
   */
  EventSearch(DataSource source, LogRows log, Duration timeout) {
    this.source = source;
    this.log = log;
    this.timeout = timeout;
  }

  /**
   * Events in the order that was asked for.
   *
   * @param last the index after which it goes on, in that order; null where nothing more is
   * @param position every event up to this index was looked at
   */
  record Found(List<AuditedEvent> events, @Nullable Long last, long position) {}

  /**
   * @param after goes on after this index; null begins
   */
  Found find(EventFilter filter, boolean oldestFirst, @Nullable Long after, int limit)
      throws SQLException {
    Named named = named(filter, oldestFirst, after, limit + 1);
    boolean more = named.indices().size() > limit;
    List<Long> shown = more ? named.indices().subList(0, limit) : named.indices();
    return new Found(
        events(shown, filter, oldestFirst), more ? shown.getLast() : null, named.position());
  }

  /** What the index names, in the order that is asked for. */
  private record Named(List<Long> indices, long position) {}

  private Named named(EventFilter filter, boolean oldestFirst, @Nullable Long after, int limit)
      throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
      String conditions = conditions(filter, oldestFirst, after, minutes(statement, filter));
      List<Long> indices = new ArrayList<>();
      long position = 0;
      try (ResultSet row = statement.executeQuery(sql(conditions, oldestFirst, limit))) {
        while (row.next()) {
          position = row.getLong("position");
          long index = row.getLong("log_index");
          if (!row.wasNull()) {
            indices.add(index);
          }
        }
      }
      return new Named(indices, position);
    }
  }

  /** Those that an index names, and that the log itself does not deny. */
  private List<AuditedEvent> events(List<Long> indices, EventFilter filter, boolean oldestFirst)
      throws SQLException {
    return log.at(indices).stream()
        .map(RawEvents::event)
        .filter(filter::matches)
        .sorted(oldestFirst ? BY_INDEX : BY_INDEX.reversed())
        .toList();
  }

  long position() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select log_index from audit.event_index_progress")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String sql(String conditions, boolean oldestFirst, int limit) {
    String order = oldestFirst ? "asc" : "desc";
    return """
      select p.log_index as position, f.log_index from audit.event_index_progress p
      left join lateral (
        select i.log_index from audit.event_index i %s order by i.log_index %s limit %d
      ) f on true order by f.log_index %s"""
        .formatted(conditions, order, limit, order);
  }

  private static String conditions(
      EventFilter filter, boolean oldestFirst, @Nullable Long after, @Nullable Range minutes) {
    Conditions where = new Conditions();
    where.term("aggregate_id", filter.aggregateId());
    where.term("type", filter.type());
    where.term("actor", filter.actor());
    where.term("correlation_id", filter.correlationId());
    where.term("transaction", filter.transaction());
    where.term("rail", filter.rail());
    where.number("height", "=", filter.height());
    where.number("at_micros", ">=", micros(filter.fromMillis()));
    where.number("at_micros", "<", micros(filter.toMillis()));
    where.number("log_index", ">=", filter.fromIndex());
    where.number("log_index", "<=", filter.toIndex());
    where.number("log_index", oldestFirst ? ">" : "<", after);
    if (minutes != null) {
      where.number("log_index", ">=", minutes.first());
      where.number("log_index", "<=", minutes.last());
    }
    return where.sql();
  }

  private static @Nullable Long micros(@Nullable Long millis) {
    return millis == null ? null : millis * MICROS_PER_MILLI;
  }

  private record Range(long first, long last) {}

  /** Where the events of the time are that is asked for; null where no time is. */
  private static @Nullable Range minutes(Statement statement, EventFilter filter)
      throws SQLException {
    Long from = micros(filter.fromMillis());
    Long to = micros(filter.toMillis());
    if (from == null && to == null) {
      return null;
    }
    Conditions where = new Conditions();
    where.number("minute", ">=", from == null ? null : EventIndex.minute(from));
    where.number("minute", "<=", to == null ? null : EventIndex.minute(to));
    try (ResultSet row =
        statement.executeQuery(
            "select coalesce(min(first_index), 0), coalesce(max(last_index), 0) from audit.minute i "
                + where.sql())) {
      row.next();
      return new Range(row.getLong(1), row.getLong(2));
    }
  }

  /** Of numbers only; what is null is not asked for. */
  private static final class Conditions {
    private final StringJoiner all = new StringJoiner(" and ", "where ", "").setEmptyValue("");

    void term(String column, @Nullable String text) {
      number(column, "=", Term.ofNullable(text));
    }

    void number(String column, String relation, @Nullable Long value) {
      if (value != null) {
        all.add("i.%s %s %d".formatted(column, relation, value));
      }
    }

    String sql() {
      return all.toString();
    }
  }
}
