package io.holdfast.chain.reconcile;

import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.ComparisonRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who waits for a comparison: kept in the database, for the process that hears of a wish need not
 * be the one that follows the rail. Thread-safe.
 */
@ProcessingGroup(Wishes.GROUP)
public final class Wishes {
  public static final String GROUP = "reconciliation-wishes";

  private final JdbcClient db;
  private final Runnable wake;

  public Wishes(JdbcClient db, Runnable wake) {
    this.db = db;
    this.wake = wake;
  }

  @EventHandler
  void on(ComparisonRequested event) {
    db.sql(
            """
            INSERT INTO rail.reconciliation_wish (rail, asset) VALUES (:rail, :asset)
            ON CONFLICT DO NOTHING""")
        .param("rail", event.rail())
        .param("asset", event.asset())
        .update();
    wake.run();
  }

  /** Fulfilled by a comparison that the ledger took in after the wish. */
  @EventHandler
  void on(BooksCompared event) {
    db.sql("DELETE FROM rail.reconciliation_wish WHERE rail = :rail AND asset = :asset")
        .param("rail", event.rail())
        .param("asset", event.asset())
        .update();
  }

  public boolean any(String rail, String asset) {
    return db.sql(
            """
            SELECT EXISTS (SELECT FROM rail.reconciliation_wish
              WHERE rail = :rail AND asset = :asset)""")
        .param("rail", rail)
        .param("asset", asset)
        .query(Boolean.class)
        .single();
  }
}
