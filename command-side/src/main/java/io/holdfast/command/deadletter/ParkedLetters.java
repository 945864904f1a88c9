package io.holdfast.command.deadletter;

import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which events were put aside, and what is due, folded from the record of what is parked. What the
 * rails park changes nothing here. Thread-safe.
 */
@ProcessingGroup(ParkedLetters.GROUP)
public final class ParkedLetters {
  static final String GROUP = "parked-letters";

  private final JdbcClient db;

  public ParkedLetters(JdbcClient db) {
    this.db = db;
  }

  @EventHandler
  void on(ParkedEvent event) {
    switch (event) {
      case FailureParked e -> planned(e.parkedId(), 0, e.nextRetryAtMillis());
      case ParkedRetryFailed e -> planned(e.parkedId(), e.attempt(), e.nextRetryAtMillis());
      case ParkedRetryOrdered e -> dueAt(e.parkedId(), e.retryAtMillis());
      case ParkedDiscarded e ->
          db.sql("UPDATE log.parked_letter SET discarded = true WHERE parked_id = :id")
              .param("id", e.parkedId())
              .update();
      case ParkedResolved _ -> {}
    }
  }

  private void planned(String id, int attempts, long nextAtMillis) {
    db.sql(
            """
            UPDATE log.parked_letter SET attempts = :attempts, next_at_millis = :next
            WHERE parked_id = :id""")
        .param("attempts", attempts)
        .param("next", nextAtMillis == 0 ? null : nextAtMillis)
        .param("id", id)
        .update();
  }

  private void dueAt(String id, long millis) {
    db.sql("UPDATE log.parked_letter SET next_at_millis = :at WHERE parked_id = :id")
        .param("at", millis)
        .param("id", id)
        .update();
  }

  // ---- written by the keeper

  List<ParkedLetter> of(String processor) {
    return db.sql("SELECT * FROM log.parked_letter WHERE processor = :processor ORDER BY parked_id")
        .param("processor", processor)
        .query((row, _) -> letter(row))
        .list();
  }

  Optional<ParkedLetter> find(String processor, String eventId) {
    return db.sql(
            "SELECT * FROM log.parked_letter WHERE processor = :processor AND event_id = :event")
        .param("processor", processor)
        .param("event", eventId)
        .query((row, _) -> letter(row))
        .optional();
  }

  /** Before the log is told, so that nothing that the log then says is missed. */
  void add(String processor, String eventId, ParkedId id) {
    db.sql(
            """
            INSERT INTO log.parked_letter (parked_id, processor, event_id)
            VALUES (:id, :processor, :event) ON CONFLICT DO NOTHING""")
        .param("id", id.value())
        .param("processor", processor)
        .param("event", eventId)
        .update();
  }

  void recorded(ParkedLetter letter) {
    db.sql("UPDATE log.parked_letter SET recorded = true WHERE parked_id = :id")
        .param("id", letter.id().value())
        .update();
  }

  /** Puts the next try off for a moment, unless the record of the last one has set it meanwhile. */
  void pause(ParkedLetter letter, long untilMillis) {
    db.sql(
            """
            UPDATE log.parked_letter SET next_at_millis = :until
            WHERE parked_id = :id AND attempts = :attempts""")
        .param("until", untilMillis)
        .param("id", letter.id().value())
        .param("attempts", letter.attempts())
        .update();
  }

  void remove(ParkedLetter letter) {
    db.sql("DELETE FROM log.parked_letter WHERE parked_id = :id")
        .param("id", letter.id().value())
        .update();
  }

  private static ParkedLetter letter(ResultSet row) throws SQLException {
    return new ParkedLetter(
        new ParkedId(row.getString("parked_id")),
        row.getString("event_id"),
        row.getBoolean("recorded"),
        row.getInt("attempts"),
        nextAt(row.getBigDecimal("next_at_millis")),
        row.getBoolean("discarded"));
  }

  private static @Nullable Long nextAt(@Nullable BigDecimal millis) {
    return millis == null ? null : millis.longValueExact();
  }
}
