package io.holdfast.chain.evm.oracle;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.payout.GasPolicy.Offer;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.chain.ledger.ParkingLot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which payments the contract is to record, and the signed bytes that do. A number of the oracle's
 * account belongs to one order for as long as any transaction of ours with it may be taken. What is
 * on the chain is read from the events that the rail stored with their blocks. Thread-safe.
 */
public final class RecordStore {
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final ParkingLot parkingLot;

  public RecordStore(
      JdbcClient db, PlatformTransactionManager transactions, String rail, ParkingLot parkingLot) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.rail = rail;
    this.parkingLot = parkingLot;
  }

  /**
   * Ties this database to the oracle's account, at the first start; later makes sure that it is the
   * same, for its numbers are counted here.
   *
   * @throws KeyFileException when the database knows another account
   */
  public void claim(String account) {
    db.sql(
            """
            INSERT INTO rail.oracle (rail, address) VALUES (:rail, :account)
            ON CONFLICT (rail) DO NOTHING""")
        .param("rail", rail)
        .param("account", account)
        .update();
    String known =
        db.sql("SELECT address FROM rail.oracle WHERE rail = :rail")
            .param("rail", rail)
            .query(String.class)
            .single();
    if (!known.equals(account)) {
      throw new KeyFileException(
          "The key file is not the one that this database's oracle on rail "
              + rail
              + " was made with. Bring the right one back from your copy.");
    }
  }

  /** Nobody records here any more, and nothing is said of the oracle's account. */
  public void rest() {
    db.sql("UPDATE rail.oracle SET balance = NULL, problem = NULL WHERE rail = :rail")
        .param("rail", rail)
        .update();
  }

  // ---- folded from events, in the transaction that stores the token

  void expect(OrderCreated order) {
    db.sql(
            """
            INSERT INTO rail.offchain_record (rail, order_id, order_key, asset, price, state)
            VALUES (:rail, :order, :key, :asset, :price::numeric, 'EXPECTED')
            ON CONFLICT DO NOTHING""")
        .param("rail", rail)
        .param("order", order.orderId())
        .param("key", OffchainRecord.key(order.orderId()))
        .param("asset", order.asset())
        .param("price", order.price())
        .update();
  }

  /** A later one takes its place, as long as the order counts none as its price. */
  void certain(MobilePaymentSucceeded payment) {
    db.sql(
            """
            UPDATE rail.offchain_record SET state = 'CERTAIN', payment_id = :payment,
              currency = :currency, amount = :amount::numeric
            WHERE rail = :rail AND order_id = :order AND state IN ('EXPECTED', 'CERTAIN')""")
        .param("payment", payment.paymentId())
        .param("currency", payment.asset())
        .param("amount", payment.amount())
        .param("rail", rail)
        .param("order", payment.orderId())
        .update();
  }

  /** Exactly the price, and in its own asset exactly what mobile money moved. */
  void counted(OrderPaid payment) {
    db.sql(
            """
            UPDATE rail.offchain_record SET state = 'COUNTED'
            WHERE rail = :rail AND order_id = :order AND state = 'CERTAIN'
              AND payment_id = :payment AND asset = :asset AND price = :amount::numeric
              AND (currency <> asset OR amount = price)""")
        .param("rail", rail)
        .param("order", payment.orderId())
        .param("payment", payment.paymentId())
        .param("asset", payment.asset())
        .param("amount", payment.amount())
        .update();
  }

  /** What came after the end, or beside what paid the order, never gets here. */
  void funded(String orderId) {
    db.sql(
            """
            UPDATE rail.offchain_record SET state = 'WAITING'
            WHERE rail = :rail AND order_id = :order AND state = 'COUNTED'""")
        .param("rail", rail)
        .param("order", orderId)
        .update();
  }

  // ---- what the worker asks

  /** What is to be recorded and is not told yet, the oldest first. */
  List<OffchainRecord> open(int most) {
    return db.sql(
            """
            SELECT * FROM rail.offchain_record
            WHERE rail = :rail AND state IN ('WAITING', 'SIGNED') ORDER BY number LIMIT :most""")
        .param("rail", rail)
        .param("most", most)
        .query((row, _) -> record(row))
        .list();
  }

  /** What the contract says of the order, in a block of our chain that was taken in. */
  Optional<Said> said(OffchainRecord record) {
    return db.sql(
            """
            SELECT e.*, e.height <= c.final_height AS is_final,
              e.content ->> 'receipt' AS receipt, e.content ->> 'amount' AS amount,
              e.content ->> 'currency' AS currency
            FROM rail.contract_event e JOIN rail.cursor c ON c.rail = e.rail
            WHERE e.rail = :rail AND e.content ->> 'order' = :key AND e.standing
              AND e.name = 'OffchainPaymentRecorded'
            ORDER BY e.height, e.position LIMIT 1""")
        .param("rail", rail)
        .param("key", record.key())
        .query((row, _) -> said(row))
        .optional();
  }

  /** All bytes that were signed to record it under its number, the newest first. */
  List<SignedRecord> signed(OffchainRecord record) {
    return db.sql(
            """
            SELECT t.* FROM rail.offchain_transaction t
            JOIN rail.offchain_record r ON r.rail = t.rail AND r.order_id = t.order_id
              AND r.nonce = t.nonce
            WHERE t.rail = :rail AND t.order_id = :order ORDER BY t.number DESC""")
        .param("rail", rail)
        .param("order", record.orderId().value())
        .query((row, _) -> signed(row))
        .list();
  }

  /** What the transactions may cost at most that stand in no block. */
  BigInteger promised() {
    return db.sql(
            """
            SELECT coalesce(sum(most), 0) FROM (
              SELECT max(t.gas_limit * t.max_fee) AS most
              FROM rail.offchain_record r
              JOIN rail.offchain_transaction t ON t.rail = r.rail AND t.order_id = r.order_id
                AND t.nonce = r.nonce
              WHERE r.rail = :rail AND r.state = 'SIGNED' GROUP BY r.order_id) AS each""")
        .param("rail", rail)
        .query(BigDecimal.class)
        .single()
        .toBigIntegerExact();
  }

  // ---- what became of it

  /**
   * Gives the record a number of the oracle's account and stores what is signed for it, both or
   * neither.
   *
   * @param atLeast below it all numbers are used on the final chain
   */
  SignedRecord sign(OffchainRecord record, long atLeast, LongFunction<SignedRecord> signer) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              SignedRecord signed = signer.apply(nextNonce(atLeast));
              int waiting =
                  db.sql(
                          """
                          UPDATE rail.offchain_record
                          SET state = 'SIGNED', nonce = :nonce, detail = NULL
                          WHERE rail = :rail AND order_id = :order AND state = 'WAITING'""")
                      .param("nonce", signed.nonce())
                      .param("rail", rail)
                      .param("order", record.orderId().value())
                      .update();
              if (waiting != 1) {
                throw new IllegalStateException(record.orderId() + " does not wait any more");
              }
              store(record, signed);
              return signed;
            }));
  }

  private long nextNonce(long atLeast) {
    return db.sql(
            """
            UPDATE rail.oracle SET next_nonce = greatest(next_nonce, :least) + 1
            WHERE rail = :rail RETURNING next_nonce - 1""")
        .param("least", atLeast)
        .param("rail", rail)
        .query(Long.class)
        .single();
  }

  /** What takes the place of bytes with the same number, before it is sent. */
  void store(OffchainRecord record, SignedRecord signed) {
    db.sql(
            """
            INSERT INTO rail.offchain_transaction (rail, transaction, order_id, nonce, gas_limit,
              tip, max_fee, signed_hex, signed_at_millis)
            VALUES (:rail, :transaction, :order, :nonce, :limit, :tip, :fee, :hex, :now)""")
        .param("rail", rail)
        .param("transaction", signed.transaction())
        .param("order", record.orderId().value())
        .param("nonce", signed.nonce())
        .param("limit", signed.gasLimit())
        .param("tip", signed.offer().tip())
        .param("fee", signed.offer().maxFee())
        .param("hex", signed.signedHex())
        .param("now", signed.signedAtMillis())
        .update();
  }

  void sent(SignedRecord signed, long nowMillis) {
    db.sql(
            """
            UPDATE rail.offchain_transaction SET sent_at_millis = :now
            WHERE rail = :rail AND transaction = :transaction""")
        .param("now", nowMillis)
        .param("rail", rail)
        .param("transaction", signed.transaction())
        .update();
  }

  /** Why it waits; null once it does not any more. */
  void detail(OffchainRecord record, @Nullable String detail) {
    db.sql(
            """
            UPDATE rail.offchain_record SET detail = :detail
            WHERE rail = :rail AND order_id = :order AND detail IS DISTINCT FROM :detail""")
        .param("detail", detail)
        .param("rail", rail)
        .param("order", record.orderId().value())
        .update();
  }

  /** Another transaction finally has its number: nothing that was signed can come any more. */
  void forgetNumber(OffchainRecord record) {
    db.sql(
            """
            UPDATE rail.offchain_record SET state = 'WAITING', nonce = NULL,
              detail = 'another transaction took the number; it is signed anew'
            WHERE rail = :rail AND order_id = :order""")
        .param("rail", rail)
        .param("order", record.orderId().value())
        .update();
  }

  void recorded(OffchainRecord record) {
    state(record, "RECORDED", null);
  }

  /** It waits for a person, who finds it among what is parked. */
  void refused(OffchainRecord record, String reason) {
    transaction.executeWithoutResult(
        _ -> {
          state(record, "REFUSED", reason);
          parkingLot.park(
              "OffchainPayment",
              record.orderId().value(),
              "{\"paymentId\":\"" + record.paymentId() + "\"}",
              ErrorCode.ALREADY_EXISTS_DIFFERENT,
              reason,
              null);
        });
  }

  private void state(OffchainRecord record, String state, @Nullable String detail) {
    db.sql(
            """
            UPDATE rail.offchain_record SET state = :state, detail = :detail
            WHERE rail = :rail AND order_id = :order""")
        .param("state", state)
        .param("detail", detail)
        .param("rail", rail)
        .param("order", record.orderId().value())
        .update();
  }

  /** How the oracle's account was when it was looked at. */
  void looked(BigInteger balance, @Nullable String problem) {
    db.sql("UPDATE rail.oracle SET balance = :balance, problem = :problem WHERE rail = :rail")
        .param("balance", balance)
        .param("problem", problem)
        .param("rail", rail)
        .update();
  }

  private static OffchainRecord record(ResultSet row) throws SQLException {
    long nonce = row.getLong("nonce");
    OptionalLong number = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(nonce);
    return new OffchainRecord(
        new OrderId(row.getString("order_id")),
        new PaymentId(row.getString("payment_id")),
        row.getString("currency"),
        row.getBigDecimal("amount").toBigIntegerExact(),
        number);
  }

  private static Said said(ResultSet row) throws SQLException {
    return new Said(
        row.getString("transaction"),
        new BlockRef(row.getLong("height"), row.getString("block_hash")),
        row.getBoolean("is_final"),
        row.getString("receipt"),
        new BigInteger(row.getString("amount")),
        row.getString("currency"));
  }

  private static SignedRecord signed(ResultSet row) throws SQLException {
    long sentAt = row.getLong("sent_at_millis");
    boolean never = row.wasNull();
    return new SignedRecord(
        row.getString("transaction"),
        row.getLong("nonce"),
        row.getBigDecimal("gas_limit").toBigIntegerExact(),
        new Offer(
            row.getBigDecimal("tip").toBigIntegerExact(),
            row.getBigDecimal("max_fee").toBigIntegerExact()),
        row.getString("signed_hex"),
        row.getLong("signed_at_millis"),
        never ? null : sentAt);
  }
}
