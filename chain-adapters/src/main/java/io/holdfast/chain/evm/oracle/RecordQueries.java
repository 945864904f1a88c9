package io.holdfast.chain.evm.oracle;

import io.holdfast.api.query.FindPaymentRecord;
import io.holdfast.api.query.PaymentRecord;
import io.holdfast.api.query.PaymentRecord.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells how far the record of an order's payment is, from what the rail stored. Thread-safe. */
public final class RecordQueries {
  private final JdbcClient db;

  public RecordQueries(JdbcClient db) {
    this.db = db;
  }

  @QueryHandler
  public PaymentRecord of(FindPaymentRecord query) {
    return db.sql(
            """
            SELECT r.rail, r.state, r.detail, sent.transaction AS sent,
              said.transaction, said.height, said.block_hash
            FROM rail.offchain_record r
            LEFT JOIN LATERAL (
              SELECT e.* FROM rail.contract_event e
              WHERE e.rail = r.rail AND e.content ->> 'order' = r.order_key AND e.standing
                AND e.name = 'OffchainPaymentRecorded'
              ORDER BY e.height, e.position LIMIT 1) AS said ON true
            LEFT JOIN LATERAL (
              SELECT t.transaction FROM rail.offchain_transaction t
              WHERE t.rail = r.rail AND t.order_id = r.order_id AND t.nonce = r.nonce
                AND t.sent_at_millis IS NOT NULL
              ORDER BY t.number DESC LIMIT 1) AS sent ON true
            WHERE r.order_id = :order
              AND r.state IN ('WAITING', 'SIGNED', 'RECORDED', 'REFUSED')""")
        .param("order", query.orderId().value())
        .query((row, _) -> record(row))
        .optional()
        .orElse(PaymentRecord.NONE);
  }

  private static PaymentRecord record(ResultSet row) throws SQLException {
    String transaction = row.getString("transaction");
    String sent = row.getString("sent");
    boolean inBlock = transaction != null;
    return new PaymentRecord(
        state(row.getString("state"), inBlock, sent != null),
        row.getString("rail"),
        inBlock ? transaction : sent,
        inBlock ? row.getLong("height") : null,
        row.getString("block_hash"),
        row.getString("detail"));
  }

  private static State state(String stored, boolean inBlock, boolean sent) {
    return switch (stored) {
      case "RECORDED" -> State.FINAL;
      case "REFUSED" -> State.REFUSED;
      default -> inBlock ? State.IN_BLOCK : sent ? State.SENT : State.WAITING;
    };
  }
}
