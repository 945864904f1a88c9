package io.holdfast.chain.engine;

import io.holdfast.chain.follow.Fork;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the node's chain leaves ours past finality: at most one place, there while the rail is
 * frozen for it, or while our blocks are taken back down to it. Only the rail's one follower
 * writes.
 */
final class ForkStore {
  private final JdbcClient db;
  private final String rail;

  ForkStore(JdbcClient db, String rail) {
    this.db = db;
    this.rail = rail;
  }

  /** The rail is frozen for this. */
  void found(Fork fork) {
    db.sql(
            """
            INSERT INTO rail.fork AS known
              (rail, meets_height, meets_hash, branch_hash, accepted)
            VALUES (:rail, :height, :meets, :branch, false)
            ON CONFLICT (rail) DO UPDATE SET meets_height = excluded.meets_height,
              meets_hash = excluded.meets_hash, branch_hash = excluded.branch_hash
            WHERE NOT known.accepted AND known.branch_hash <> excluded.branch_hash""")
        .param("rail", rail)
        .param("height", fork.meets().height())
        .param("meets", fork.meets().hash())
        .param("branch", fork.theirs().hash())
        .update();
  }

  /** The node is on our chain, or nowhere near it: there is nothing to decide. */
  void noneToDecide() {
    db.sql("DELETE FROM rail.fork WHERE rail = :rail AND NOT accepted")
        .param("rail", rail)
        .update();
  }

  /**
   * An administrator decided so: our blocks above where both meet are to be taken back, and are not
   * final after all. The one way in which the final height falls. In one transaction.
   */
  void accept(Fork fork) {
    found(fork);
    db.sql("UPDATE rail.fork SET accepted = true WHERE rail = :rail").param("rail", rail).update();
    db.sql("UPDATE rail.cursor SET final_height = :final WHERE rail = :rail")
        .param("final", fork.meets().height())
        .param("rail", rail)
        .update();
  }

  /** Our cursor fell to this height; in the transaction that moves it. */
  void fellTo(long height) {
    db.sql("DELETE FROM rail.fork WHERE rail = :rail AND accepted AND meets_height >= :height")
        .param("rail", rail)
        .param("height", height)
        .update();
  }

  /** Down to where our blocks are being taken back, by a person's decision. */
  OptionalLong fallsTo() {
    Optional<Long> height =
        db.sql("SELECT meets_height FROM rail.fork WHERE rail = :rail AND accepted")
            .param("rail", rail)
            .query(Long.class)
            .optional();
    return height.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
