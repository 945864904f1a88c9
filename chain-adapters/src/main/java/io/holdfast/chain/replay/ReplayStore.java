package io.holdfast.chain.replay;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The replays of rails that have not ended, and how far each is. Thread-safe. */
public final class ReplayStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient db;

  public ReplayStore(JdbcClient db) {
    this.db = db;
  }

  // ---- folded from events, in the transaction that stores the token

  void order(String replayId, String rail, @Nullable Long from, @Nullable Long to) {
    db.sql(
            """
            INSERT INTO rail.replay (replay_id, rail, from_height, to_height, tally)
            VALUES (:id, :rail, :from, :to, :tally) ON CONFLICT DO NOTHING""")
        .param("id", replayId)
        .param("rail", rail)
        .param("from", from)
        .param("to", to)
        .param("tally", JSON.writeValueAsString(Tally.NOTHING))
        .update();
  }

  void cancel(String replayId) {
    db.sql("UPDATE rail.replay SET cancelled = true WHERE replay_id = :id")
        .param("id", replayId)
        .update();
  }

  /** Also called by the rail that did it, whose own end may come back late. */
  void remove(String replayId) {
    db.sql("DELETE FROM rail.replay WHERE replay_id = :id").param("id", replayId).update();
  }

  // ---- written by the rail's one thread

  /** The oldest of this rail. */
  Optional<ReplayOrder> next(String rail) {
    return db.sql("SELECT * FROM rail.replay WHERE rail = :rail ORDER BY number LIMIT 1")
        .param("rail", rail)
        .query((row, _) -> order(row))
        .optional();
  }

  void begin(ReplayOrder order, long from, long to) {
    db.sql(
            """
            UPDATE rail.replay SET from_height = :from, to_height = :to, next_height = :from
            WHERE replay_id = :id""")
        .param("from", from)
        .param("to", to)
        .param("id", order.replayId())
        .update();
  }

  /**
   * The block's facts are stored and counted; runs in the transaction that stores them.
   *
   * @param to the last block, by now
   */
  void stored(ReplayOrder order, long height, long to, Tally tally) {
    db.sql(
            """
            UPDATE rail.replay SET stored_height = :height, to_height = :to, tally = :tally
            WHERE replay_id = :id""")
        .param("height", height)
        .param("to", to)
        .param("tally", JSON.writeValueAsString(tally))
        .param("id", order.replayId())
        .update();
  }

  /** All up to here was told. Moves last. */
  void goOn(ReplayOrder order, long next, Tally tally) {
    db.sql("UPDATE rail.replay SET next_height = :next, tally = :tally WHERE replay_id = :id")
        .param("next", next)
        .param("tally", JSON.writeValueAsString(tally))
        .param("id", order.replayId())
        .update();
  }

  private static ReplayOrder order(ResultSet row) throws SQLException {
    return new ReplayOrder(
        row.getString("replay_id"),
        row.getString("rail"),
        height(row, "from_height"),
        height(row, "to_height"),
        row.getBoolean("cancelled"),
        height(row, "next_height"),
        height(row, "stored_height"),
        JSON.readValue(row.getString("tally"), Tally.class));
  }

  private static @Nullable Long height(ResultSet row, String column) throws SQLException {
    BigDecimal height = row.getBigDecimal(column);
    return height == null ? null : height.longValueExact();
  }
}
