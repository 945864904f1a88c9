package io.holdfast.chain.evm.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.escrow.Standing.Heard;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Report;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the rail keeps of orders by contract, and how far it followed what the contract said. What
 * was parked because an order or a wallet was not known is looked at again once it is. Thread-safe.
 */
public final class EscrowStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, String>> CONTENT =
      new TypeReference<>() {};

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final ParkingLot parkingLot;

  public EscrowStore(
      JdbcClient db, PlatformTransactionManager transactions, String rail, ParkingLot parkingLot) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.rail = rail;
    this.parkingLot = parkingLot;
  }

  // ---- what the ledger says

  void created(OrderCreated order) {
    String key = HeldOrder.key(order.orderId());
    transaction.executeWithoutResult(
        _ -> {
          db.sql(
                  """
                  INSERT INTO rail.contract_order
                    (rail, order_key, order_id, asset, price, buyer_id, seller_id)
                  VALUES (:rail, :key, :order, :asset, :price::numeric, :buyer, :seller)
                  ON CONFLICT DO NOTHING""")
              .param("rail", rail)
              .param("key", key)
              .param("order", order.orderId())
              .param("asset", order.asset())
              .param("price", order.price())
              .param("buyer", order.buyerId())
              .param("seller", order.sellerId())
              .update();
          lookAgain("content ->> 'order' = :who", key);
        });
  }

  void claimed(String address, String userId) {
    transaction.executeWithoutResult(
        _ -> {
          db.sql(
                  """
                  INSERT INTO rail.contract_party (address, user_id) VALUES (:address, :user)
                  ON CONFLICT (address) DO UPDATE SET user_id = excluded.user_id""")
              .param("address", address.toLowerCase(Locale.ROOT))
              .param("user", userId)
              .update();
          lookAgain(
              """
              content ->> 'order' IN (SELECT order_key FROM rail.contract_order
                WHERE rail = :rail AND (buyer_id = :who OR seller_id = :who))""",
              userId);
        });
  }

  void released(String address, String userId) {
    db.sql("DELETE FROM rail.contract_party WHERE address = :address AND user_id = :user")
        .param("address", address.toLowerCase(Locale.ROOT))
        .param("user", userId)
        .update();
  }

  /** Of what was strange; it may not be so any more. */
  private void lookAgain(String condition, String who) {
    db.sql(
            """
            UPDATE rail.contract_event SET followed = false, problem = NULL
            WHERE rail = :rail AND content ->> 'order' IS NOT NULL
              AND followed AND problem IS NOT NULL AND\s"""
                + condition)
        .param("rail", rail)
        .param("who", who)
        .update();
  }

  /**
   * Somebody waits for how it stands.
   *
   * @param at when that was
   */
  void doubted(String orderId, Instant at) {
    db.sql(
            """
            UPDATE rail.contract_order SET asked = true, asked_at = :at
            WHERE rail = :rail AND order_id = :order""")
        .param("at", Timestamp.from(at))
        .param("rail", rail)
        .param("order", orderId)
        .update();
  }

  /** All that are not over. */
  void doubtedAll() {
    db.sql("UPDATE rail.contract_order SET asked = true WHERE rail = :rail AND NOT over")
        .param("rail", rail)
        .update();
  }

  void over(String orderId) {
    db.sql("UPDATE rail.contract_order SET over = true WHERE rail = :rail AND order_id = :order")
        .param("rail", rail)
        .param("order", orderId)
        .update();
  }

  void answered(HeldOrder order) {
    db.sql(
            """
            UPDATE rail.contract_order SET asked = false, asked_at = NULL
            WHERE rail = :rail AND order_id = :order""")
        .param("rail", rail)
        .param("order", order.orderId().value())
        .update();
  }

  // ---- what the rail asks

  Optional<HeldOrder> byKey(String key) {
    return one("order_key = :what", key);
  }

  Optional<HeldOrder> byId(String orderId) {
    return one("order_id = :what", orderId);
  }

  private Optional<HeldOrder> one(String condition, String what) {
    return db.sql("SELECT * FROM rail.contract_order WHERE rail = :rail AND " + condition)
        .param("rail", rail)
        .param("what", what)
        .query((row, _) -> order(row))
        .optional();
  }

  List<HeldOrder> asked(int most) {
    return db.sql(
            """
            SELECT * FROM rail.contract_order WHERE rail = :rail AND asked
            ORDER BY order_id LIMIT :most""")
        .param("rail", rail)
        .param("most", most)
        .query((row, _) -> order(row))
        .list();
  }

  Optional<String> personAt(String address) {
    return db.sql("SELECT user_id FROM rail.contract_party WHERE address = :address")
        .param("address", address.toLowerCase(Locale.ROOT))
        .query(String.class)
        .optional();
  }

  List<Address> walletsOf(String userId) {
    return db
        .sql("SELECT address FROM rail.contract_party WHERE user_id = :user ORDER BY address")
        .param("user", userId)
        .query(String.class)
        .list()
        .stream()
        .map(Address::new)
        .toList();
  }

  /** What the contract said in final blocks of our chain and nobody was told, in its order. */
  List<Saying> unfollowed(Address contract, int most) {
    return db.sql(
            """
            SELECT e.* FROM rail.contract_event e JOIN rail.cursor c ON c.rail = e.rail
            WHERE e.rail = :rail AND e.contract = :contract AND e.standing AND NOT e.followed
              AND e.height <= c.final_height AND e.name IS NOT NULL
            ORDER BY e.height, e.position LIMIT :most""")
        .param("rail", rail)
        .param("contract", contract.value())
        .param("most", most)
        .query((row, _) -> saying(row))
        .list();
  }

  /** What the contract said of this order and this buyer in blocks that stand, final or not. */
  List<Heard> heard(Address contract, String key, Address buyer) {
    return db.sql(
            """
            SELECT e.*, e.height <= c.final_height AS final
            FROM rail.contract_event e JOIN rail.cursor c ON c.rail = e.rail
            WHERE e.rail = :rail AND e.contract = :contract AND e.standing AND e.name IS NOT NULL
              AND e.content ->> 'order' = :key AND lower(e.content ->> 'buyer') = :buyer
            ORDER BY e.height, e.position""")
        .param("rail", rail)
        .param("contract", contract.value())
        .param("key", key)
        .param("buyer", buyer.value())
        .query((row, _) -> heard(row))
        .list();
  }

  /** Whether a wallet fetched its credit in a block that stands, after this was said. */
  boolean hasFetchedSince(Address contract, Address wallet, Heard said) {
    return db.sql(
            """
            SELECT EXISTS (SELECT FROM rail.contract_event
              WHERE rail = :rail AND contract = :contract AND standing AND name = 'Withdrawn'
                AND (height, position) > (:height, :position)
                AND lower(content ->> 'by') = :wallet)""")
        .param("rail", rail)
        .param("contract", contract.value())
        .param("height", said.height())
        .param("position", said.position())
        .param("wallet", wallet.value())
        .query(Boolean.class)
        .single();
  }

  // ---- what became of it

  void followed(Saying saying, HeldOrder order, Address contract, String buyerAddress) {
    transaction.executeWithoutResult(
        _ -> {
          bind(order, contract, buyerAddress);
          done(saying, null);
        });
  }

  /** From here on it follows this opening in this contract, and no other. */
  void bind(HeldOrder order, Address contract, String buyerAddress) {
    db.sql(
            """
            UPDATE rail.contract_order SET buyer_address = :address, contract = :contract
            WHERE rail = :rail AND order_id = :order AND buyer_address IS NULL""")
        .param("address", buyerAddress.toLowerCase(Locale.ROOT))
        .param("contract", contract.value())
        .param("rail", rail)
        .param("order", order.orderId().value())
        .update();
  }

  void ofNoMatter(Saying saying) {
    done(saying, null);
  }

  /** Kept, shown, and parked for a person. */
  void strange(Saying saying, ErrorCode code, String reason) {
    transaction.executeWithoutResult(
        _ -> {
          done(saying, reason);
          parkingLot.park(
              "ContractEvent",
              rail + ":" + saying.source(),
              saying.raw(),
              code,
              reason,
              saying.block());
        });
  }

  /** Of what the contract answered, refused by the order. */
  void park(Report report, Rejection refusal) {
    parkingLot.park(report, refusal);
  }

  private void done(Saying saying, @Nullable String problem) {
    db.sql(
            """
            UPDATE rail.contract_event SET followed = true, problem = :problem
            WHERE rail = :rail AND block_hash = :hash AND position = :position""")
        .param("problem", problem)
        .param("rail", rail)
        .param("hash", saying.block().hash())
        .param("position", saying.position())
        .update();
  }

  private static HeldOrder order(ResultSet row) throws SQLException {
    return new HeldOrder(
        new OrderId(row.getString("order_id")),
        row.getString("asset"),
        row.getBigDecimal("price").toBigIntegerExact(),
        row.getString("buyer_id"),
        row.getString("seller_id"),
        row.getString("buyer_address"),
        Optional.ofNullable(row.getString("contract")).map(Address::new).orElse(null),
        Optional.ofNullable(row.getTimestamp("asked_at")).map(Timestamp::toInstant).orElse(null));
  }

  private static Saying saying(ResultSet row) throws SQLException {
    return new Saying(
        new BlockRef(row.getLong("height"), row.getString("block_hash")),
        row.getLong("position"),
        row.getString("transaction"),
        event(row),
        row.getString("raw"));
  }

  private static Heard heard(ResultSet row) throws SQLException {
    return new Heard(
        event(row), row.getLong("height"), row.getLong("position"), row.getBoolean("final"));
  }

  private static ContractEvent event(ResultSet row) throws SQLException {
    return new ContractEvent(
        row.getString("name"), JSON.readValue(row.getString("content"), CONTENT));
  }
}
