package io.holdfast.chain.restore;

import io.holdfast.chain.substrate.SubstrateRail;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells the rails of a database that it was put back from a backup. The chains went on meanwhile:
 * they may hold payments that this ledger has still to make, and addresses were given out that it
 * does not know. So it signs nothing by itself, and gives out none of the numbers that may have
 * been.
 */
public final class RestoredRails {
  private RestoredRails() {}

  /**
   * To be called once, before anything starts on the database, in one transaction.
   *
   * @param nowMillis when it was put back
   * @param lostKeys how many keys may have been given out since the backup, of each kind
   */
  public static void mark(JdbcClient db, long nowMillis, int lostKeys) {
    db.sql(
            """
            INSERT INTO rail.payout_hold (rail, since_millis)
            SELECT rail, :now FROM (SELECT rail FROM rail.cursor UNION SELECT rail FROM rail.payout)
            ON CONFLICT (rail) DO UPDATE SET since_millis = excluded.since_millis""")
        .param("now", nowMillis)
        .update();
    countKeysOfAll(db);
    db.sql(
            """
            INSERT INTO rail.lost_key (rail, branch, first, past)
            SELECT rail, branch, next, next + :lost FROM rail.key_index""")
        .param("lost", lostKeys)
        .update();
    db.sql("UPDATE rail.key_index SET next = next + :lost").param("lost", lostKeys).update();
  }

  /** Also where none had been given out at the time of the backup. */
  private static void countKeysOfAll(JdbcClient db) {
    db.sql(
            """
            INSERT INTO rail.key_index (rail, branch, next)
            SELECT rail, branch, 0 FROM rail.account_key, (VALUES (0), (1)) AS of(branch)
            UNION SELECT rail, 0, 0 FROM rail.sender WHERE rail = :substrate
            ON CONFLICT (rail, branch) DO NOTHING""")
        .param("substrate", SubstrateRail.ID)
        .update();
  }
}
