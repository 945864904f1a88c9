package io.holdfast.gateway.webhook;

import io.holdfast.api.user.UserId;
import io.holdfast.gateway.webhook.Delivery.Attempt;
import io.holdfast.gateway.webhook.Delivery.Failure;
import io.holdfast.gateway.webhook.Delivery.State;
import io.holdfast.gateway.webhook.Sender.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of what is to be told: {@code door.order_side}, {@code door.webhook_delivery} and
 * {@code door.webhook_attempt}. A row that is pending is the task itself, so nothing is told that
 * was not stored, and nothing stored is forgotten. Each call is one statement; they block.
 */
final class DeliveryStore {
  /** So many are under way to one webhook at once: a slow one holds up no other. */
  private static final int MOST_TO_ONE = 8;

  /** And so many to all webhooks of one person: whose receivers are dead holds up nobody else. */
  private static final int MOST_OF_ONE = 16;

  /** Of one delivery's attempts. */
  private static final int MOST_KEPT = 20;

  private final JdbcClient jdbc;

  DeliveryStore(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /** Between whom an order is. Again it is quiet. */
  void keepSides(String orderId, String buyerId, String sellerId) {
    jdbc.sql(
            "INSERT INTO door.order_side (order_id, buyer_id, seller_id)"
                + " VALUES (:order, :buyer, :seller) ON CONFLICT DO NOTHING")
        .param("order", orderId)
        .param("buyer", buyerId)
        .param("seller", sellerId)
        .update();
  }

  /**
   * For each webhook that wants to know. The id follows from the webhook and the event's place in
   * the log, so that the same event again adds nothing.
   *
   * @param ofDispute whether those who mediate are told, too
   */
  void tell(
      String orderId,
      long index,
      String eventType,
      boolean ofDispute,
      String body,
      Instant madeAt,
      Instant now) {
    jdbc.sql(
            """
            INSERT INTO door.webhook_delivery (delivery_id, webhook_id, event_type, body, made_at,
              state, next_at)
            SELECT 'msg_' || left(encode(sha256(convert_to(w.webhook_id || ' ' || :index, 'UTF8')),
                'hex'), 32), w.webhook_id, :type, :body, :made, 'PENDING', :now
            FROM door.webhook w JOIN door.order_side s ON s.order_id = :order
            WHERE w.enabled AND w.since_index < :index
              AND (w.event_types = '{}' OR :type = ANY (w.event_types))
              AND (w.user_id IN (s.buyer_id, s.seller_id)
                OR (:dispute AND w.disputes AND NOT EXISTS (
                  SELECT FROM door.former_mediator f WHERE f.user_id = w.user_id)))
            ON CONFLICT DO NOTHING""")
        .param("order", orderId)
        .param("index", index)
        .param("type", eventType)
        .param("dispute", ofDispute)
        .param("body", body)
        .param("made", Timestamp.from(madeAt))
        .param("now", Timestamp.from(now))
        .update();
  }

  /** One of its own, to one webhook alone. */
  void tellTo(String webhookId, String deliveryId, EventType type, String body, Instant now) {
    jdbc.sql(
            """
            INSERT INTO door.webhook_delivery (delivery_id, webhook_id, event_type, body, made_at,
              state, next_at)
            VALUES (:id, :webhook, :type, :body, :now, 'PENDING', :now) ON CONFLICT DO NOTHING""")
        .param("id", deliveryId)
        .param("webhook", webhookId)
        .param("type", type.wireName())
        .param("body", body)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Who mediates no longer is told of no others' disputes, whatever their webhooks say. */
  void keepFormerMediator(UserId userId) {
    jdbc.sql("INSERT INTO door.former_mediator (user_id) VALUES (:user) ON CONFLICT DO NOTHING")
        .param("user", userId.value())
        .update();
  }

  void dropFormerMediator(UserId userId) {
    jdbc.sql("DELETE FROM door.former_mediator WHERE user_id = :user")
        .param("user", userId.value())
        .update();
  }

  /**
   * Takes some that are due, those first that have been due longest. Nobody else takes them for
   * {@code lease}; whoever took them and died leaves them to the next after that.
   */
  List<Delivery> claim(int most, Instant now, Duration lease) {
    return jdbc.sql(
            """
            WITH under_way AS MATERIALIZED (
              SELECT w.user_id, f.webhook_id
              FROM door.webhook_delivery f JOIN door.webhook w USING (webhook_id)
              WHERE f.state = 'PENDING' AND f.claimed_until > :now),
            due AS (
              SELECT m.delivery_id, row_number() OVER (
                  PARTITION BY w.user_id ORDER BY m.next_at, m.number)
                + (SELECT count(*) FROM under_way u WHERE u.user_id = w.user_id) AS place
              FROM door.webhook w CROSS JOIN LATERAL (
                SELECT d.delivery_id, d.next_at, d.number FROM door.webhook_delivery d
                WHERE d.webhook_id = w.webhook_id AND d.state = 'PENDING' AND d.next_at <= :now
                  AND (d.claimed_until IS NULL OR d.claimed_until <= :now)
                ORDER BY d.next_at, d.number
                LIMIT greatest(0, :to_one - (
                  SELECT count(*) FROM under_way u WHERE u.webhook_id = w.webhook_id))) m
              WHERE w.enabled),
            mine AS (
              SELECT d.delivery_id FROM door.webhook_delivery d JOIN due USING (delivery_id)
              WHERE due.place <= :of_one AND d.state = 'PENDING' AND d.next_at <= :now
                AND (d.claimed_until IS NULL OR d.claimed_until <= :now)
              ORDER BY d.next_at, d.number LIMIT :most
              FOR UPDATE OF d SKIP LOCKED)
            UPDATE door.webhook_delivery d SET claimed_until = :until
            FROM mine WHERE d.delivery_id = mine.delivery_id
            RETURNING d.*""")
        .param("until", Timestamp.from(now.plus(lease)))
        .param("now", Timestamp.from(now))
        .param("to_one", MOST_TO_ONE)
        .param("of_one", MOST_OF_ONE)
        .param("most", most)
        .query(DeliveryStore::delivery)
        .list();
  }

  /**
   * How an attempt ended, and what follows of it; where somebody asked for it once more meanwhile,
   * that is what follows. Quiet where the webhook is gone.
   *
   * @param delivery as it was when the attempt began
   */
  void attempted(
      Delivery delivery, Instant at, long millis, Outcome outcome, State after, Instant nextAt) {
    Failure failure = outcome.failure();
    jdbc.sql(
            """
            WITH done AS (
              UPDATE door.webhook_delivery SET attempts = attempts + 1, claimed_until = NULL,
                failures = CASE WHEN failures <> :read THEN failures
                  WHEN :failure::text IS NULL THEN 0 ELSE failures + 1 END,
                state = CASE WHEN failures <> :read THEN state ELSE :state END,
                next_at = CASE WHEN failures <> :read THEN next_at ELSE :next END
              WHERE delivery_id = :id RETURNING attempts),
            forgotten AS (
              DELETE FROM door.webhook_attempt USING done
              WHERE delivery_id = :id AND number <= done.attempts - :kept)
            INSERT INTO door.webhook_attempt (delivery_id, number, at, millis, status, failure)
            SELECT :id, attempts, :at, :millis, :status, :failure FROM done""")
        .param("id", delivery.deliveryId())
        .param("read", delivery.failures())
        .param("kept", MOST_KEPT)
        .param("at", Timestamp.from(at))
        .param("millis", millis)
        .param("status", outcome.status())
        .param("failure", failure == null ? null : failure.name())
        .param("state", after.name())
        .param("next", Timestamp.from(nextAt))
        .update();
  }

  /**
   * Those of one webhook, newest first.
   *
   * @param before only with a lower number
   */
  List<Delivery> of(String webhookId, @Nullable State state, long before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM door.webhook_delivery
            WHERE webhook_id = :webhook AND number < :before
              AND (:state::text IS NULL OR state = :state)
            ORDER BY number DESC LIMIT :limit""")
        .param("webhook", webhookId)
        .param("before", before)
        .param("state", state == null ? null : state.name())
        .param("limit", limit)
        .query(DeliveryStore::delivery)
        .list();
  }

  Optional<Delivery> find(String webhookId, String deliveryId) {
    return jdbc.sql(
            "SELECT * FROM door.webhook_delivery WHERE webhook_id = :webhook AND delivery_id = :id")
        .param("webhook", webhookId)
        .param("id", deliveryId)
        .query(DeliveryStore::delivery)
        .optional();
  }

  /**
   * By delivery, the last attempts, the first of them first; nothing for one that was never tried.
   */
  Map<String, List<Attempt>> attempts(List<String> deliveryIds) {
    Map<String, List<Attempt>> attempts = new HashMap<>();
    jdbc.sql("SELECT * FROM door.webhook_attempt WHERE delivery_id = ANY (:ids) ORDER BY number")
        .param("ids", deliveryIds.toArray(String[]::new))
        .query(
            row -> {
              attempts
                  .computeIfAbsent(row.getString("delivery_id"), _ -> new ArrayList<>())
                  .add(attempt(row));
            });
    return attempts;
  }

  /** From the start of its retries, whatever came of it before. */
  void again(String deliveryId, Instant now) {
    jdbc.sql(
            """
            UPDATE door.webhook_delivery SET state = 'PENDING', failures = 0, next_at = :now
            WHERE delivery_id = :id""")
        .param("now", Timestamp.from(now))
        .param("id", deliveryId)
        .update();
  }

  /** What is over and older is no longer shown; nor what waits for a webhook that is stopped. */
  int forgetBefore(Instant moment) {
    return jdbc.sql(
            """
            DELETE FROM door.webhook_delivery d WHERE made_at < :at
              AND (state <> 'PENDING' OR EXISTS (
                SELECT FROM door.webhook w WHERE w.webhook_id = d.webhook_id AND NOT w.enabled))""")
        .param("at", Timestamp.from(moment))
        .update();
  }

  private static Delivery delivery(ResultSet row, int number) throws SQLException {
    return new Delivery(
        row.getLong("number"),
        row.getString("delivery_id"),
        row.getString("webhook_id"),
        row.getString("event_type"),
        row.getString("body"),
        row.getTimestamp("made_at").toInstant(),
        State.valueOf(row.getString("state")),
        row.getInt("failures"),
        row.getTimestamp("next_at").toInstant());
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    String failure = row.getString("failure");
    return new Attempt(
        row.getInt("number"),
        row.getTimestamp("at").toInstant(),
        row.getLong("millis"),
        row.getObject("status", Integer.class),
        failure == null ? null : Failure.valueOf(failure));
  }
}
