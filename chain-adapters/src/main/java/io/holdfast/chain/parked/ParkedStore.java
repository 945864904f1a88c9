package io.holdfast.chain.parked;

import io.holdfast.api.rail.BlockRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger refused, as the rail's own table keeps it. Thread-safe. */
public final class ParkedStore {
  private final JdbcClient db;

  public ParkedStore(JdbcClient db) {
    this.db = db;
  }

  /** Of which the ledger has no record yet, oldest first. */
  List<ParkedReport> unrecorded(String rail, int most) {
    return db.sql(
            """
            SELECT * FROM rail.parked WHERE rail = :rail AND NOT recorded
            ORDER BY id LIMIT :most""")
        .param("rail", rail)
        .param("most", most)
        .query((row, _) -> report(row))
        .list();
  }

  /** Names the row as the log will name it; before the ledger is told. */
  void name(ParkedReport parked) {
    db.sql("UPDATE rail.parked SET parked_id = :parkedId WHERE id = :number")
        .param("parkedId", parked.id().value())
        .param("number", parked.number())
        .update();
  }

  void recorded(ParkedReport parked) {
    db.sql("UPDATE rail.parked SET recorded = true WHERE id = :number")
        .param("number", parked.number())
        .update();
  }

  /** Those whose time has come, in the order in which they were parked. */
  List<ParkedReport> due(String rail, long nowMillis, int most) {
    return db.sql(
            """
            SELECT * FROM rail.parked
            WHERE rail = :rail AND next_at_millis <= :now AND recorded AND NOT discarded
            ORDER BY id LIMIT :most""")
        .param("rail", rail)
        .param("now", nowMillis)
        .param("most", most)
        .query((row, _) -> report(row))
        .list();
  }

  /** Puts the next try off for a moment, unless the record of the last one has set it meanwhile. */
  void pause(ParkedReport parked, long untilMillis) {
    db.sql(
            """
            UPDATE rail.parked SET next_at_millis = :until
            WHERE id = :number AND attempts = :attempts AND NOT discarded""")
        .param("until", untilMillis)
        .param("number", parked.number())
        .param("attempts", parked.attempts())
        .update();
  }

  /** It is of no concern any more; the same may be parked anew. */
  void remove(ParkedReport parked) {
    db.sql("DELETE FROM rail.parked WHERE id = :number AND NOT discarded")
        .param("number", parked.number())
        .update();
  }

  /** What became of the block from which something comes; empty where it is not kept. */
  Optional<String> stateOf(String rail, BlockRef block) {
    return db.sql("SELECT state FROM rail.block WHERE rail = :rail AND hash = :hash")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(String.class)
        .optional();
  }

  /**
   * As how many blocks deep a block of our chain counts: below the finality depth until it is
   * final, and at least as that from then on; empty where it lies above the cursor or may not count
   * yet. What is final stands in the cursor, whether depth makes it so or the chain says it.
   */
  Optional<Long> confirmations(String rail, BlockRef block, int finalityDepth) {
    return db.sql(
            """
            SELECT CASE WHEN final_height >= :height
              THEN greatest(height - :height + 1, :finality)
              ELSE least(height - :height + 1, :finality - 1) END
            FROM rail.cursor WHERE rail = :rail AND height >= :height""")
        .param("height", block.height())
        .param("finality", finalityDepth)
        .param("rail", rail)
        .query(Long.class)
        .optional()
        .filter(count -> count >= 1);
  }

  // ---- folded from events, in the transaction that stores the token

  void planned(String parkedId, int attempts, long nextAtMillis) {
    db.sql(
            """
            UPDATE rail.parked SET attempts = :attempts, next_at_millis = :next
            WHERE parked_id = :parkedId""")
        .param("attempts", attempts)
        .param("next", nextAtMillis == 0 ? null : nextAtMillis)
        .param("parkedId", parkedId)
        .update();
  }

  void ordered(String parkedId, long retryAtMillis) {
    db.sql("UPDATE rail.parked SET next_at_millis = :at WHERE parked_id = :parkedId")
        .param("at", retryAtMillis)
        .param("parkedId", parkedId)
        .update();
  }

  void discarded(String parkedId) {
    db.sql(
            """
            UPDATE rail.parked SET discarded = true, next_at_millis = NULL
            WHERE parked_id = :parkedId""")
        .param("parkedId", parkedId)
        .update();
  }

  private static ParkedReport report(ResultSet row) throws SQLException {
    String hash = row.getString("block_hash");
    return new ParkedReport(
        row.getLong("id"),
        row.getString("rail"),
        row.getString("command"),
        row.getString("target"),
        row.getString("payload"),
        row.getString("error_code"),
        row.getString("error"),
        hash == null ? null : new BlockRef(row.getLong("height"), hash),
        row.getString("transaction"),
        row.getInt("attempts"),
        row.getLong("parked_at_millis"));
  }
}
