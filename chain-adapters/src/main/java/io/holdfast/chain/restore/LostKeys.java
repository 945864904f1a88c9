package io.holdfast.chain.restore;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys that were given out and whose takers nobody knows any more. Their addresses are watched as
 * any other: what is paid to them is kept in suspense, and nothing goes by unseen.
 */
public final class LostKeys {
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;

  public LostKeys(JdbcClient db, TransactionTemplate transaction, String rail) {
    this.db = db;
    this.transaction = transaction;
    this.rail = rail;
  }

  /**
   * Has each lost key of a branch written down, all or none, and then no more.
   *
   * @param branch the chain's own
   */
  public void takeIn(int branch, IntConsumer write) {
    transaction.executeWithoutResult(_ -> numbers(branch).forEach(lost -> lost.forEach(write)));
  }

  private List<IntStream> numbers(int branch) {
    return db.sql(
            """
            DELETE FROM rail.lost_key WHERE rail = :rail AND branch = :branch
            RETURNING first, past""")
        .param("rail", rail)
        .param("branch", branch)
        .query((row, _) -> IntStream.range(row.getInt(1), row.getInt(2)))
        .list();
  }
}
