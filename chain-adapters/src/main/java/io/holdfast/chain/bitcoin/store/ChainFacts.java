package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.bitcoin.rpc.Output;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.Confirmations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What blocks and waiting transactions mean for us: outputs that pay us, outputs of ours that are
 * spent, payments that another transaction replaced, our own payments that were mined. Taking a
 * block back undoes exactly what taking it in stated.
 *
 * <p>Only the rail's one follower writes.
 */
public final class ChainFacts {
  /** No finality depth is greater: what lies deeper is never looked at again. */
  public static final int DEEPEST_FINALITY = 1_000;

  private static final RowMapper<TrackedPayment> PAYMENT = (row, _) -> payment(row);
  private static final RowMapper<TrackedPayout> PAYOUT = (row, _) -> payout(row);

  /**
   * But those that the ledger refused where they stand, and those of which a person said that they
   * are none.
   */
  private static final String PAYMENTS =
      """
      SELECT u.*, a.owner_id FROM rail.utxo u JOIN rail.address a USING (rail, address)
      WHERE u.rail = :rail AND a.branch = 0 AND NOT EXISTS (
        SELECT FROM rail.parked p WHERE p.rail = u.rail AND p.command = 'ReportPayment'
          AND p.target = 'deposit:' || u.rail || ':' || u.txid || ':' || u.vout
          AND (p.discarded OR p.block_hash IS NOT DISTINCT FROM u.block_hash))
      """;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final int finalityDepth;

  public ChainFacts(
      JdbcClient db, PlatformTransactionManager transactions, String rail, int finalityDepth) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.rail = rail;
    this.finalityDepth = finalityDepth;
  }

  /** Stores what a block means. Runs in its caller's transaction. */
  public void store(Header header, Block block) {
    BlockRef place = new BlockRef(header.height(), header.hash());
    storePayments(block.transactions(), place, block.header().timeSeconds() * 1000);
    markSpent(block.transactions(), place);
    markReplaced(block.transactions(), place);
    markMinedPayouts(block.transactions(), place);
  }

  /** Stores what transactions that wait to be mined mean. */
  public void takeIn(List<Transaction> waiting, long nowMillis) {
    transaction.executeWithoutResult(
        _ -> {
          storePayments(waiting, null, nowMillis);
          markReplaced(waiting);
        });
  }

  /** Takes back all that the block stated. Runs in its caller's transaction. */
  public void undo(Header block) {
    onBlock(
        block,
        "UPDATE rail.utxo SET height = NULL, block_hash = NULL"
            + " WHERE rail = :rail AND block_hash = :hash");
    onBlock(
        block,
        "UPDATE rail.utxo SET spent_by = NULL, spent_height = NULL, spent_hash = NULL"
            + " WHERE rail = :rail AND spent_hash = :hash");
    onBlock(
        block,
        "UPDATE rail.utxo SET replaced_height = NULL, replaced_hash = NULL"
            + " WHERE rail = :rail AND replaced_hash = :hash");
    onBlock(
        block,
        "UPDATE rail.payout SET height = NULL, block_hash = NULL, sent_at_millis = NULL"
            + " WHERE rail = :rail AND block_hash = :hash");
  }

  private void onBlock(Header block, String sql) {
    db.sql(sql).param("rail", rail).param("hash", block.hash()).update();
  }

  private void storePayments(
      List<Transaction> transactions, @Nullable BlockRef place, long seenAtMillis) {
    Set<String> ours = ours(transactions);
    for (Transaction each : transactions) {
      List<Output> toUs =
          each.outputs().stream().filter(output -> ours.contains(output.address())).toList();
      toUs.forEach(output -> store(each, output, place, seenAtMillis));
      if (!toUs.isEmpty()) {
        storeInputs(each);
      }
    }
  }

  private Set<String> ours(List<Transaction> transactions) {
    String[] addresses =
        transactions.stream()
            .flatMap(each -> each.outputs().stream())
            .flatMap(output -> Stream.ofNullable(output.address()))
            .distinct()
            .toArray(String[]::new);
    return new HashSet<>(
        db.sql("SELECT address FROM rail.address WHERE rail = :rail AND address = ANY(:addresses)")
            .param("rail", rail)
            .param("addresses", addresses)
            .query(String.class)
            .list());
  }

  /** A payment that is mined stands again, whatever once replaced it while it waited. */
  private void store(Transaction each, Output output, @Nullable BlockRef place, long seenAt) {
    db.sql(
            """
            INSERT INTO rail.utxo (rail, txid, vout, address, amount, coinbase, finality_depth,
              seen_at_millis, height, block_hash)
            VALUES (:rail, :txid, :vout, :address, :amount, :coinbase, :depth, :seen, :height, :hash)
            ON CONFLICT (rail, txid, vout) DO UPDATE
              SET height = excluded.height, block_hash = excluded.block_hash,
                  replaced_by = NULL, replaced_height = NULL, replaced_hash = NULL,
                  told_replaced = false
              WHERE excluded.block_hash IS NOT NULL""")
        .param("rail", rail)
        .param("txid", each.txid())
        .param("vout", output.index())
        .param("address", output.address())
        .param("amount", output.sats())
        .param("coinbase", each.inputs().stream().allMatch(input -> input.spends().isEmpty()))
        .param("depth", finalityDepth)
        .param("seen", seenAt)
        .param("height", place == null ? null : place.height())
        .param("hash", place == null ? null : place.hash())
        .update();
  }

  private void storeInputs(Transaction each) {
    for (OutPoint spent : each.spends()) {
      db.sql(
              """
              INSERT INTO rail.tx_input (rail, prev_txid, prev_vout, txid)
              VALUES (:rail, :prev, :vout, :txid) ON CONFLICT DO NOTHING""")
          .param("rail", rail)
          .param("prev", spent.txid())
          .param("vout", spent.index())
          .param("txid", each.txid())
          .update();
    }
  }

  private void markSpent(List<Transaction> transactions, BlockRef place) {
    onInputs(
        transactions,
        """
        UPDATE rail.utxo u
        SET spent_by = i.by_txid, spent_height = :height, spent_hash = :hash
        FROM unnest(:prev, :vout, :by) AS i (prev_txid, prev_vout, by_txid)
        WHERE u.rail = :rail AND u.txid = i.prev_txid AND u.vout = i.prev_vout""",
        place);
  }

  /**
   * Only what waits can be replaced: what is in a block of our chain excludes all that conflicts.
   */
  private void markReplaced(List<Transaction> transactions) {
    onInputs(
        transactions,
        """
        UPDATE rail.utxo u SET replaced_by = i.by_txid
        FROM unnest(:prev, :vout, :by) AS i (prev_txid, prev_vout, by_txid)
        JOIN rail.tx_input t ON t.rail = :rail
          AND t.prev_txid = i.prev_txid AND t.prev_vout = i.prev_vout AND t.txid <> i.by_txid
        WHERE u.rail = :rail AND u.txid = t.txid
          AND u.block_hash IS NULL AND u.replaced_by IS NULL""",
        null);
  }

  /** The same by a block, which counts on its own: once it is final, nobody is paid any more. */
  private void markReplaced(List<Transaction> transactions, BlockRef place) {
    onInputs(
        transactions,
        """
        UPDATE rail.utxo u
        SET replaced_by = i.by_txid, replaced_height = :height, replaced_hash = :hash
        FROM unnest(:prev, :vout, :by) AS i (prev_txid, prev_vout, by_txid)
        JOIN rail.tx_input t ON t.rail = :rail
          AND t.prev_txid = i.prev_txid AND t.prev_vout = i.prev_vout AND t.txid <> i.by_txid
        WHERE u.rail = :rail AND u.txid = t.txid
          AND u.block_hash IS NULL AND u.replaced_hash IS NULL""",
        place);
  }

  private void onInputs(List<Transaction> transactions, String sql, @Nullable BlockRef place) {
    List<String> prev = new ArrayList<>();
    List<Integer> vout = new ArrayList<>();
    List<String> by = new ArrayList<>();
    for (Transaction each : transactions) {
      for (OutPoint spent : each.spends()) {
        prev.add(spent.txid());
        vout.add(spent.index());
        by.add(each.txid());
      }
    }
    JdbcClient.StatementSpec statement =
        db.sql(sql)
            .param("rail", rail)
            .param("prev", prev.toArray(String[]::new))
            .param("vout", vout.toArray(Integer[]::new))
            .param("by", by.toArray(String[]::new));
    if (place != null) {
      statement.param("height", place.height()).param("hash", place.hash());
    }
    statement.update();
  }

  private void markMinedPayouts(List<Transaction> transactions, BlockRef place) {
    db.sql(
            """
            UPDATE rail.payout SET height = :height, block_hash = :hash
            WHERE rail = :rail AND txid = ANY(:txids)""")
        .param("height", place.height())
        .param("hash", place.hash())
        .param("rail", rail)
        .param("txids", transactions.stream().map(Transaction::txid).toArray(String[]::new))
        .update();
  }

  /** The outputs to us, the coins of ours that were spent, and our payments. */
  public Set<String> stated(Header block) {
    return new TreeSet<>(
        db.sql(
                """
                SELECT txid || ':' || vout FROM rail.utxo
                WHERE rail = :rail AND block_hash = :hash
                UNION ALL
                SELECT spent_by || ' spends ' || txid || ':' || vout FROM rail.utxo
                WHERE rail = :rail AND spent_hash = :hash
                UNION ALL
                SELECT txid || ' pays ' || withdrawal_id FROM rail.payout
                WHERE rail = :rail AND block_hash = :hash""")
            .param("rail", rail)
            .param("hash", block.hash())
            .query(String.class)
            .list());
  }

  /** The payments to deposit requests in this block. */
  public List<TrackedPayment> paymentsIn(Header block) {
    return db.sql(PAYMENTS + "AND u.block_hash = :hash ORDER BY u.txid, u.vout")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(PAYMENT)
        .list();
  }

  /** The payments of whose depth the ledger must hear. */
  public List<TrackedPayment> confirmingPayments(Confirmations confirmations) {
    return db
        .sql(
            PAYMENTS
                + """
                AND u.height > :settled AND u.height <= :height ORDER BY u.txid, u.vout""")
        .param("rail", rail)
        .param("settled", confirmations.settledHeight(DEEPEST_FINALITY))
        .param("height", confirmations.highestHeight())
        .query(PAYMENT)
        .list()
        .stream()
        .filter(payment -> counts(payment.block(), payment.finalityDepth(), confirmations))
        .toList();
  }

  private static boolean counts(
      @Nullable BlockRef block, int finalityDepth, Confirmations confirmations) {
    return block != null && confirmations.counts(block.height(), finalityDepth);
  }

  /** The waiting payments of which the ledger does not know. */
  public List<TrackedPayment> untoldPayments() {
    return db.sql(
            PAYMENTS
                + """
                AND u.block_hash IS NULL AND NOT u.told_waiting
                ORDER BY u.txid, u.vout""")
        .param("rail", rail)
        .query(PAYMENT)
        .list();
  }

  public void toldWaiting(TrackedPayment payment) {
    tell(payment, "told_waiting");
  }

  /** The payments that were replaced, of which the ledger does not know. */
  public List<TrackedPayment> untoldReplacements() {
    return db.sql(
            PAYMENTS
                + """
                AND u.replaced_by IS NOT NULL AND NOT u.told_replaced ORDER BY u.txid, u.vout""")
        .param("rail", rail)
        .query(PAYMENT)
        .list();
  }

  public void toldReplaced(TrackedPayment payment) {
    tell(payment, "told_replaced");
  }

  private void tell(TrackedPayment payment, String column) {
    db.sql(
            "UPDATE rail.utxo SET "
                + column
                + " = true WHERE rail = :rail AND txid = :txid AND vout = :vout")
        .param("rail", rail)
        .param("txid", payment.txid())
        .param("vout", payment.vout())
        .update();
  }

  /** Our own payments in this block. */
  public List<TrackedPayout> payoutsIn(Header block) {
    return db.sql(
            "SELECT * FROM rail.payout WHERE rail = :rail AND block_hash = :hash ORDER BY number")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(PAYOUT)
        .list();
  }

  /** Our own payments of whose depth the ledger must hear. */
  public List<TrackedPayout> confirmingPayouts(Confirmations confirmations) {
    return db
        .sql(
            """
            SELECT * FROM rail.payout WHERE rail = :rail
            AND height > :settled AND height <= :height ORDER BY number""")
        .param("rail", rail)
        .param("settled", confirmations.settledHeight(DEEPEST_FINALITY))
        .param("height", confirmations.highestHeight())
        .query(PAYOUT)
        .list()
        .stream()
        .filter(payout -> counts(payout.block(), payout.finalityDepth(), confirmations))
        .toList();
  }

  private static TrackedPayment payment(ResultSet row) throws SQLException {
    return new TrackedPayment(
        row.getString("txid"),
        row.getInt("vout"),
        row.getString("owner_id"),
        row.getBigDecimal("amount").toBigIntegerExact(),
        row.getLong("seen_at_millis"),
        row.getInt("finality_depth"),
        place(row),
        row.getString("replaced_by"));
  }

  private static TrackedPayout payout(ResultSet row) throws SQLException {
    return new TrackedPayout(
        row.getString("withdrawal_id"),
        row.getString("txid"),
        WithdrawalState.valueOf(row.getString("state")),
        row.getInt("finality_depth"),
        new BlockRef(row.getLong("height"), row.getString("block_hash")));
  }

  private static @Nullable BlockRef place(ResultSet row) throws SQLException {
    String hash = row.getString("block_hash");
    return hash == null ? null : new BlockRef(row.getLong("height"), hash);
  }
}
