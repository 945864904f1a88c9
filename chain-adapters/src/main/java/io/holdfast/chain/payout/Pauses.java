package io.holdfast.chain.payout;

import io.holdfast.api.rail.RailPaused;
import io.holdfast.api.rail.RailResumed;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rails that an administrator paused, as the log says; kept over restarts. Folded by the
 * processor of withdrawals, in the log's order: what was approved after a rail was paused is not
 * seen before the pause is.
 */
@ProcessingGroup(PayoutProjection.GROUP)
public final class Pauses {
  private final JdbcClient db;

  public Pauses(JdbcClient db) {
    this.db = db;
  }

  public boolean isPaused(String rail) {
    return db.sql("SELECT EXISTS (SELECT FROM rail.pause WHERE rail = :rail)")
        .param("rail", rail)
        .query(Boolean.class)
        .single();
  }

  @EventHandler
  public void on(RailPaused event) {
    db.sql(
            """
            INSERT INTO rail.pause (rail, reason) VALUES (:rail, :reason)
            ON CONFLICT (rail) DO UPDATE SET reason = excluded.reason""")
        .param("rail", event.rail())
        .param("reason", event.reason())
        .update();
  }

  /** Whoever resumes a rail after a restore has compared: what waits since then may be signed. */
  @EventHandler
  public void on(RailResumed event, @Timestamp Instant at) {
    db.sql("DELETE FROM rail.pause WHERE rail = :rail").param("rail", event.rail()).update();
    db.sql("DELETE FROM rail.payout_hold WHERE rail = :rail AND since_millis < :at")
        .param("rail", event.rail())
        .param("at", at.toEpochMilli())
        .update();
  }
}
