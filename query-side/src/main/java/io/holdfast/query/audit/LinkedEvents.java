package io.holdfast.query.audit;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.query.follow.LogRows;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds events by an id that stands on them, oldest first. Blocks. Thread-safe. */
final class LinkedEvents {
  /** What ties events, and the column of the index that keeps it. */
  enum Link {
    EVENT("event_id", null),
    CAUSE("cause", MetaKeys.CAUSE),
    COMMAND("causation_id", MetaKeys.CAUSATION_ID),
    CORRELATION("correlation_id", MetaKeys.CORRELATION_ID);

    private final String column;

    /** Of the metadata; null for the event's own id. */
    private final @Nullable String key;

    Link(String column, @Nullable String key) {
      this.column = column;
      this.key = key;
    }

    private @Nullable String idOf(AuditedEvent event) {
      return key == null ? event.eventId() : event.metadata().get(key);
    }
  }

  private final JdbcClient db;
  private final LogRows log;

  LinkedEvents(JdbcClient db, LogRows log) {
    this.db = db;
    this.log = log;
  }

  @Nullable AuditedEvent at(long index) throws SQLException {
    List<AuditedEvent> found = log.at(List.of(index)).stream().map(RawEvents::event).toList();
    return found.isEmpty() ? null : found.getFirst();
  }

  /** At most so many of those that carry one of these ids. */
  List<AuditedEvent> by(Link link, List<String> ids, int most) throws SQLException {
    List<Long> indices =
        db.sql(
                """
                select log_index from audit.event_index where %s = any(:terms)
                order by log_index limit :most"""
                    .formatted(link.column))
            .param("terms", ids.stream().map(Term::of).toArray(Long[]::new))
            .param("most", most)
            .query(Long.class)
            .list();
    return log.at(indices).stream()
        .map(RawEvents::event)
        .filter(event -> ids.contains(link.idOf(event)))
        .toList();
  }
}
