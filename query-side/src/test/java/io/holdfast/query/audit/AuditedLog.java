package io.holdfast.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.AuditedEvents;
import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.query.PageRequest;
import io.holdfast.query.follow.FollowLoop;
import io.holdfast.query.follow.LogRows;
import io.holdfast.query.follow.PostgresLogRows;
import io.holdfast.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A log on a real PostgreSQL, the index of its events, and who answers from it. */
final class AuditedLog {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SMALL_BATCH = 7;

  final DataSource source;
  final JdbcClient db;
  final LogRows rows;
  final AuditQueries queries;
  final CausationQueries causation;
  private final FollowLoop loop;

  AuditedLog() {
    this(TestDatabase.create("view", "audit").dataSource());
  }

  AuditedLog(DataSource source) {
    this(source, new PostgresLogRows(source));
    db.sql("create schema log").update();
    db.sql(
            """
            create table log.event (log_index bigint primary key, event_id text not null,
              aggregate_id text not null, aggregate_type text, sequence_number bigint not null,
              at timestamptz not null, type text not null, revision text, payload bytea not null,
              metadata bytea not null, unique (aggregate_id, sequence_number))""")
        .update();
  }

  /**
   * @param rows over a log that is there
   */
  AuditedLog(DataSource source, LogRows rows) {
    this.source = source;
    this.rows = rows;
    db = JdbcClient.create(source);
    loop = new FollowLoop(source, new EventIndex(rows, SMALL_BATCH), Duration.ofHours(1));
    queries =
        new AuditQueries(
            new EventSearch(source, rows, Duration.ofSeconds(60)),
            rows,
            new KnownNames(db, Set.of("AmountPosted", "RareThing")),
            Duration.ofMillis(100));
    causation = new CausationQueries(new LinkedEvents(db, rows));
  }

  /** An event that nobody has indexed yet. */
  AuditedLog append(
      String type,
      String aggregateId,
      long atMicros,
      String payload,
      Map<String, String> metadata) {
    db.sql(
            """
            insert into log.event (log_index, event_id, aggregate_id, aggregate_type,
              sequence_number, at, type, revision, payload, metadata)
            select n, 'event-' || n, :aggregate, 'Any', n,
              timestamptz 'epoch' + :at * interval '1 microsecond', :type, '1', :payload, :metadata
            from (select coalesce(max(log_index), 0) + 1 as n from log.event) x""")
        .param("aggregate", aggregateId)
        .param("at", atMicros)
        .param("type", "io.holdfast.api.some." + type)
        .param("payload", payload.getBytes(UTF_8))
        .param("metadata", JSON.writeValueAsBytes(metadata))
        .update();
    return this;
  }

  AuditedLog posted(String account, Map<String, String> metadata) {
    return append("AmountPosted", account, 1_000_000, "{}", metadata);
  }

  /** Plain postings, many at a time. */
  AuditedLog posted(int count) {
    db.sql(
            """
            insert into log.event
            select n, 'event-' || n, 'account:' || n, 'Any', 0,
              timestamptz 'epoch' + n * interval '1 second', 'io.holdfast.api.AmountPosted', '1',
              convert_to('{"n":' || n || '}', 'UTF8'), convert_to('{"actor":"user:a"}', 'UTF8')
            from generate_series((select coalesce(max(log_index), 0) + 1 from log.event),
              (select coalesce(max(log_index), 0) + :count from log.event)) n""")
        .param("count", count)
        .update();
    return this;
  }

  AuditedLog index() {
    try {
      loop.catchUp();
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  AuditedEvents find(EventFilter filter, boolean oldestFirst, @Nullable String after, int limit) {
    try {
      return queries.find(
          new FindAuditEvents(filter, oldestFirst, new PageRequest(after, limit), 0));
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Page by page to the end. */
  List<AuditedEvent> all(EventFilter filter, boolean oldestFirst, int limit) {
    List<AuditedEvent> all = new ArrayList<>();
    String after = null;
    do {
      AuditedEvents page = find(filter, oldestFirst, after, limit);
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }

  /** All events, oldest first, without the index. */
  List<AuditedEvent> plainly() {
    try {
      return rows.after(0, 100_000).stream().map(RawEvents::event).toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static EventFilter type(String type) {
    return new EventFilter(null, type, null, null, null, null, null, null, null, null, null);
  }

  static EventFilter rail(String rail) {
    return new EventFilter(null, null, null, null, null, rail, null, null, null, null, null);
  }
}
