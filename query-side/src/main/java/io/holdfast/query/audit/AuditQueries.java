package io.holdfast.query.audit;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.AuditedEvents;
import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.audit.ExportAuditEvents;
import io.holdfast.api.audit.FindAuditEvent;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.audit.FindIndexPosition;
import io.holdfast.query.follow.LogRows;
import io.holdfast.query.read.PageCursor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** Answers what auditors ask of the log. Blocks: asked on a worker. Thread-safe. */
public final class AuditQueries {
  /** So much of an export is in memory at a time. */
  private static final int CHUNK = 500;

  private final EventSearch search;
  private final LogRows log;
  private final KnownNames known;
  private final Patience patience;

  AuditQueries(EventSearch search, LogRows log, KnownNames known, Duration indexWait) {
    this.search = search;
    this.log = log;
    this.known = known;
    this.patience = new Patience(search, indexWait);
  }

  @QueryHandler
  public AuditedEvents find(FindAuditEvents query) throws SQLException, InterruptedException {
    patience.awaitIndex(query.minLogIndex());
    String asked = question(query.filter(), query.oldestFirst());
    String cursor = query.page().after();
    Long after = cursor == null ? null : PageCursor.indexOf(cursor, asked);
    EventSearch.Found found =
        search.find(query.filter(), query.oldestFirst(), after, query.page().limit());
    if (found.events().isEmpty()) {
      known.require(query.filter());
    }
    Long last = found.last();
    return new AuditedEvents(
        found.events(),
        last == null ? null : new PageCursor(last, List.of(asked)).encoded(),
        found.position());
  }

  @QueryHandler
  public AuditedEvents find(FindAuditEvent query) throws SQLException {
    long position = search.position();
    List<AuditedEvent> found =
        log.at(List.of(query.logIndex())).stream().map(RawEvents::event).toList();
    return new AuditedEvents(found, null, position);
  }

  @QueryHandler
  public Long find(FindIndexPosition query) throws SQLException, InterruptedException {
    return patience.awaitIndex(query.minLogIndex());
  }

  /**
   * Read in stretches, each by a statement of its own and only when it is asked for: whoever stops
   * asking, or goes, leaves no transaction behind.
   */
  @QueryHandler
  public Flux<AuditedEvent> export(ExportAuditEvents query) {
    return Flux.generate(
            () -> new Stretch(null, false),
            (Stretch at, SynchronousSink<List<AuditedEvent>> sink) -> next(query, at, sink))
        .concatMapIterable(events -> events, 1);
  }

  private record Stretch(@Nullable Long after, boolean ended) {}

  private Stretch next(
      ExportAuditEvents query, Stretch at, SynchronousSink<List<AuditedEvent>> sink) {
    if (at.ended()) {
      sink.complete();
      return at;
    }
    try {
      EventSearch.Found found = search.find(query.filter(), query.oldestFirst(), at.after(), CHUNK);
      if (at.after() == null && found.events().isEmpty()) {
        known.require(query.filter());
      }
      sink.next(found.events());
      return new Stretch(found.last(), found.last() == null);
    } catch (SQLException e) {
      sink.error(e);
      return at;
    }
  }

  /** Tells questions apart, so that a cursor serves the one that gave it. */
  private static String question(EventFilter filter, boolean oldestFirst) {
    return Long.toHexString(Term.of(filter + " " + oldestFirst));
  }
}
