package io.holdfast.chain.transfer;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.Confirmations;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The payments to us and from us that stand in blocks. Only the rail's one follower writes, in the
 * engine's transactions; each write states what is, and may be repeated.
 */
public final class TransferStore {
  /** No finality depth is greater: what lies deeper is never looked at again. */
  public static final int DEEPEST_FINALITY = 1_000;

  private static final RowMapper<TrackedPayment> PAYMENT = (row, _) -> payment(row);
  private static final RowMapper<TrackedPayout> PAYOUT = (row, _) -> payout(row);

  /**
   * But those that the ledger refused where they stand, which nobody knows, and those of which a
   * person said that they are none.
   */
  private static final String PAYMENTS =
      """
      SELECT p.* FROM rail.payment p WHERE p.rail = :rail AND NOT EXISTS (
        SELECT FROM rail.parked k WHERE k.rail = p.rail AND k.command = 'ReportPayment'
          AND k.target = 'deposit:' || p.rail || ':' || p.transaction || ':' || p.output
          AND (k.discarded OR k.block_hash IS NOT DISTINCT FROM p.block_hash))
      """;

  private static final String PAYOUTS =
      """
      SELECT p.*, t.fee AS charged FROM rail.payout p
      JOIN rail.sent t ON t.rail = p.rail AND t.transaction = p.txid
      WHERE p.rail = :rail""";

  private final JdbcClient db;
  private final String rail;
  private final References references;
  private final int finalityDepth;

  public TransferStore(JdbcClient db, String rail, References references, int finalityDepth) {
    this.db = db;
    this.rail = rail;
    this.references = references;
    this.finalityDepth = finalityDepth;
  }

  void store(
      BlockRef block,
      long minedAtMillis,
      Collection<IncomingPayment> payments,
      Collection<SentTransaction> sent) {
    Map<String, String> owners =
        references.owners(
            payments.stream()
                .flatMap(payment -> Stream.ofNullable(payment.reference()))
                .distinct()
                .toList());
    payments.forEach(payment -> store(payment, owners, block, minedAtMillis));
    sent.forEach(transaction -> store(transaction, block));
  }

  private void store(
      IncomingPayment payment, Map<String, String> owners, BlockRef block, long minedAtMillis) {
    db.sql(
            """
            INSERT INTO rail.payment (rail, transaction, output, reference, request_id, payer,
              asset, amount, finality_depth, seen_at_millis, height, block_hash)
            VALUES (:rail, :transaction, :output, :reference, :request, :payer,
              :asset, :amount, :depth, :seen, :height, :hash)
            ON CONFLICT (rail, transaction, output) DO UPDATE
              SET reference = excluded.reference, request_id = excluded.request_id,
                payer = excluded.payer, asset = excluded.asset, amount = excluded.amount,
                height = excluded.height, block_hash = excluded.block_hash""")
        .param("rail", rail)
        .param("transaction", payment.transaction())
        .param("output", payment.output())
        .param("reference", payment.reference())
        .param("request", payment.reference() == null ? null : owners.get(payment.reference()))
        .param("payer", payment.payer())
        .param("asset", payment.asset())
        .param("amount", payment.amount())
        .param("depth", finalityDepth)
        .param("seen", minedAtMillis)
        .param("height", block.height())
        .param("hash", block.hash())
        .update();
  }

  private void store(SentTransaction sent, BlockRef block) {
    db.sql(
            """
            INSERT INTO rail.sent (rail, transaction, sequence, succeeded, fee, height, block_hash)
            VALUES (:rail, :transaction, :sequence, :succeeded, :fee, :height, :hash)
            ON CONFLICT (rail, transaction) DO UPDATE
              SET succeeded = excluded.succeeded, fee = excluded.fee,
                height = excluded.height, block_hash = excluded.block_hash""")
        .param("rail", rail)
        .param("transaction", sent.transaction())
        .param("sequence", sent.sequence())
        .param("succeeded", sent.succeeded())
        .param("fee", sent.fee())
        .param("height", block.height())
        .param("hash", block.hash())
        .update();
    if (!ours(sent)) {
      sent.moved().forEach((asset, amount) -> spentElsewhere(sent, asset, amount));
    }
    if (sent.succeeded()) {
      db.sql(
              """
              UPDATE rail.payout SET height = :height, block_hash = :hash
              WHERE rail = :rail AND txid = :transaction""")
          .param("rail", rail)
          .param("transaction", sent.transaction())
          .param("height", block.height())
          .param("hash", block.hash())
          .update();
    }
  }

  /** Planned before it was sent, so never too late to be known. */
  private boolean ours(SentTransaction sent) {
    return db.sql("SELECT EXISTS (SELECT FROM rail.payout WHERE rail = :rail AND txid = :id)")
        .param("rail", rail)
        .param("id", sent.transaction())
        .query(Boolean.class)
        .single();
  }

  private void spentElsewhere(SentTransaction sent, String asset, BigInteger amount) {
    db.sql(
            """
            INSERT INTO rail.spent_elsewhere (rail, transaction, asset, amount)
            VALUES (:rail, :transaction, :asset, :amount)
            ON CONFLICT (rail, transaction, asset) DO UPDATE SET amount = excluded.amount""")
        .param("rail", rail)
        .param("transaction", sent.transaction())
        .param("asset", asset)
        .param("amount", amount)
        .update();
  }

  void undo(Header block) {
    for (String table : List.of("payment", "sent")) {
      onBlock(block, "UPDATE rail." + table + " SET height = NULL, block_hash = NULL");
    }
    onBlock(
        block, "UPDATE rail.payout SET height = NULL, block_hash = NULL, sent_at_millis = NULL");
  }

  private void onBlock(Header block, String update) {
    db.sql(update + " WHERE rail = :rail AND block_hash = :hash")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }

  /** The payments to us, what our account sent, and what contracts said. */
  Set<String> stated(Header block) {
    return new TreeSet<>(
        db.sql(
                """
                SELECT transaction || ':' || output FROM rail.payment
                WHERE rail = :rail AND block_hash = :hash
                UNION ALL
                SELECT transaction || ' was sent' FROM rail.sent
                WHERE rail = :rail AND block_hash = :hash
                UNION ALL
                SELECT transaction || ' event ' || position FROM rail.contract_event
                WHERE rail = :rail AND block_hash = :hash AND standing""")
            .param("rail", rail)
            .param("hash", block.hash())
            .query(String.class)
            .list());
  }

  /** The payments in this block, in the order of their places. */
  List<TrackedPayment> paymentsIn(Header block) {
    return db.sql(PAYMENTS + "AND p.block_hash = :hash ORDER BY p.transaction, p.output")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(PAYMENT)
        .list();
  }

  /** The payments to somebody that must be counted. */
  List<TrackedPayment> confirming(Confirmations confirmations) {
    return db
        .sql(
            PAYMENTS
                + """
                AND p.height > :settled AND p.height <= :highest AND p.request_id IS NOT NULL
                ORDER BY p.height, p.transaction, p.output""")
        .param("rail", rail)
        .param("settled", confirmations.settledHeight(DEEPEST_FINALITY))
        .param("highest", confirmations.highestHeight())
        .query(PAYMENT)
        .list()
        .stream()
        .filter(each -> confirmations.counts(each.block().height(), each.finalityDepth()))
        .toList();
  }

  /** Our own payments in this block. */
  List<TrackedPayout> payoutsIn(Header block) {
    return db.sql(PAYOUTS + " AND p.block_hash = :hash ORDER BY p.number")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(PAYOUT)
        .list();
  }

  /** Our own payments that must be counted. */
  List<TrackedPayout> confirmingPayouts(Confirmations confirmations) {
    return db
        .sql(PAYOUTS + " AND p.height > :settled AND p.height <= :highest ORDER BY p.number")
        .param("rail", rail)
        .param("settled", confirmations.settledHeight(DEEPEST_FINALITY))
        .param("highest", confirmations.highestHeight())
        .query(PAYOUT)
        .list()
        .stream()
        .filter(each -> confirmations.counts(each.block().height(), each.finalityDepth()))
        .toList();
  }

  private static TrackedPayment payment(ResultSet row) throws SQLException {
    return new TrackedPayment(
        row.getString("transaction"),
        row.getLong("output"),
        row.getString("request_id"),
        row.getString("asset"),
        row.getBigDecimal("amount").toBigIntegerExact(),
        row.getInt("finality_depth"),
        row.getLong("seen_at_millis"),
        place(row));
  }

  private static TrackedPayout payout(ResultSet row) throws SQLException {
    return new TrackedPayout(
        row.getString("withdrawal_id"),
        Objects.requireNonNull(row.getString("txid")),
        row.getString("asset"),
        row.getBigDecimal("charged").toBigIntegerExact(),
        WithdrawalState.valueOf(row.getString("state")),
        row.getInt("finality_depth"),
        place(row));
  }

  private static BlockRef place(ResultSet row) throws SQLException {
    return new BlockRef(row.getLong("height"), Objects.requireNonNull(row.getString("block_hash")));
  }
}
