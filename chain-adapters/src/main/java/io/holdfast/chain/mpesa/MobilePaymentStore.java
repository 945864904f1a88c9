package io.holdfast.chain.mpesa;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.chain.mpesa.OpenPayment.Paid;
import io.holdfast.chain.mpesa.daraja.PushAnswer;
import io.holdfast.chain.mpesa.daraja.StkCallback;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the rail's worker and its callbacks keep of mobile payments. Thread-safe. */
final class MobilePaymentStore {
  /** Different ones, of one payment: more are nobody's but somebody's who plays. */
  static final int MOST_CALLBACKS = 20;

  private final JdbcClient db;
  private final TransactionTemplate transactions;

  MobilePaymentStore(JdbcClient db, TransactionTemplate transactions) {
    this.db = db;
    this.transactions = transactions;
  }

  /** The one whose next step is the longest overdue. */
  Optional<OpenPayment> due(long nowMillis) {
    return db.sql(
            """
            SELECT * FROM rail.mobile_payment WHERE next_look_at_millis <= :now
            ORDER BY next_look_at_millis, mobile_payment_id LIMIT 1\
            """)
        .param("now", nowMillis)
        .query((row, _) -> open(row))
        .optional();
  }

  private OpenPayment open(ResultSet row) throws SQLException {
    String id = row.getString("mobile_payment_id");
    return new OpenPayment(
        new MobilePaymentId(id),
        new OrderId(row.getString("order_id")),
        new UserId(row.getString("buyer_id")),
        new Sealed(row.getString("phone")),
        row.getString("asset"),
        row.getBigDecimal("amount").toBigIntegerExact(),
        row.getLong("requested_at_millis"),
        row.getLong("waits_until_millis"),
        MobilePaymentState.valueOf(row.getString("state")),
        row.getBoolean("unwanted"),
        row.getBoolean("push_begun"),
        row.getString("checkout_request_id"),
        row.getInt("looks"),
        row.getInt("callbacks"),
        row.getInt("callbacks") == 0 ? List.of() : paid(id));
  }

  private List<Paid> paid(String id) {
    return db.sql(
            """
            SELECT cents, receipt FROM rail.mobile_callback
            WHERE mobile_payment_id = :id AND result = '0' ORDER BY cents, receipt\
            """)
        .param("id", id)
        .query(
            (row, _) ->
                new Paid(
                    row.getString("cents").isEmpty()
                        ? null
                        : new BigInteger(row.getString("cents")),
                    row.getString("receipt").isEmpty() ? null : row.getString("receipt")))
        .list();
  }

  /**
   * From here on the phone is not asked again, whatever happens. Answers whether it was not asked
   * before; if it was, by another node that took over meanwhile, it is not for this one to ask.
   */
  boolean pushBegins(MobilePaymentId id) {
    return db.sql(
                """
                UPDATE rail.mobile_payment SET push_begun = true
                WHERE mobile_payment_id = :id AND NOT push_begun\
                """)
            .param("id", id.value())
            .update()
        == 1;
  }

  /** How often somebody was asked on a phone for orders of this buyer, since then. */
  long pushesFor(UserId buyer, long sinceMillis) {
    return db.sql(
            """
            SELECT count(*) FROM rail.mobile_payment
            WHERE buyer_id = :buyer AND push_begun AND requested_at_millis > :since\
            """)
        .param("buyer", buyer.value())
        .param("since", sinceMillis)
        .query(Long.class)
        .single();
  }

  /** Nothing was sent, certainly: the phone may be asked again. */
  void pushIsOff(MobilePaymentId id) {
    db.sql("UPDATE rail.mobile_payment SET push_begun = false WHERE mobile_payment_id = :id")
        .param("id", id.value())
        .update();
  }

  /** The phone is asked, and M-Pesa's answer says by which name; what came of it is asked then. */
  void pushed(OpenPayment seen, PushAnswer.Taken names, long firstLookAtMillis) {
    db.sql(
            """
            UPDATE rail.mobile_payment
            SET merchant_request_id = :merchant,
              checkout_request_id = coalesce(checkout_request_id, :checkout), looks = 0,
              next_look_at_millis =
                CASE callbacks WHEN :callbacks THEN :at ELSE next_look_at_millis END
            WHERE mobile_payment_id = :id\
            """)
        .param("merchant", names.merchantRequestId())
        .param("checkout", names.checkoutRequestId())
        .param("callbacks", seen.callbacks())
        .param("at", firstLookAtMillis)
        .param("id", seen.id().value())
        .update();
  }

  /**
   * Puts the next step off, unless something was told meanwhile that this one did not see. Where
   * there is none, M-Pesa's names of a forgotten buyer's payment go: they end in the phone number.
   */
  void next(OpenPayment seen, int looks, @Nullable Long atMillis) {
    db.sql(
            """
            UPDATE rail.mobile_payment SET looks = :looks, next_look_at_millis = :at,
              checkout_request_id =
                CASE WHEN erased AND :at::bigint IS NULL THEN NULL ELSE checkout_request_id END,
              merchant_request_id =
                CASE WHEN erased AND :at::bigint IS NULL THEN NULL ELSE merchant_request_id END
            WHERE mobile_payment_id = :id AND callbacks = :callbacks
              AND checkout_request_id IS NOT DISTINCT FROM :name\
            """)
        .param("looks", looks)
        .param("at", atMillis)
        .param("id", seen.id().value())
        .param("callbacks", seen.callbacks())
        .param("name", seen.checkoutRequestId())
        .update();
  }

  /** What came of a callback. */
  enum Taken {
    /** Something is to be done. */
    NEWS,
    /** It was here before. */
    KNOWN,
    /** It is no callback for a payment that M-Pesa was asked for. */
    STRANGE
  }

  /**
   * Keeps what was told, once, and makes the payment due. M-Pesa's name for the payment is the one
   * that its answer to our asking told; where that answer was lost, it is learned from here, with
   * what is news, and is no other payment's. So the name of a payment whose buyer is forgotten is
   * there only while M-Pesa is asked about it.
   */
  Taken take(MobilePaymentId id, StkCallback told, long nowMillis) {
    try {
      return transactions.execute(_ -> taken(id, told, nowMillis));
    } catch (DuplicateKeyException e) {
      return Taken.STRANGE;
    }
  }

  private Taken taken(MobilePaymentId id, StkCallback told, long nowMillis) {
    boolean asked =
        db.sql(
                """
                SELECT true FROM rail.mobile_payment
                WHERE mobile_payment_id = :id AND push_begun AND callbacks <= :most
                  AND coalesce(checkout_request_id, :checkout) = :checkout
                FOR UPDATE\
                """)
            .param("checkout", told.checkoutRequestId())
            .param("id", id.value())
            .param("most", MOST_CALLBACKS)
            .query(Boolean.class)
            .optional()
            .isPresent();
    if (!asked) {
      return Taken.STRANGE;
    }
    int kept =
        db.sql(
                """
                INSERT INTO rail.mobile_callback
                  (mobile_payment_id, result, cents, receipt, received_at_millis)
                VALUES (:id, :result, :cents, :receipt, :now) ON CONFLICT DO NOTHING\
                """)
            .param("id", id.value())
            .param("result", told.result())
            .param("cents", told.cents() == null ? "" : told.cents().toString())
            .param("receipt", told.receipt() == null ? "" : told.receipt())
            .param("now", nowMillis)
            .update();
    if (kept == 0) {
      return Taken.KNOWN;
    }
    db.sql(
            """
            UPDATE rail.mobile_payment
            SET checkout_request_id = coalesce(checkout_request_id, :checkout),
              callbacks = callbacks + 1, looks = 0, next_look_at_millis = :now
            WHERE mobile_payment_id = :id\
            """)
        .param("checkout", told.checkoutRequestId())
        .param("now", nowMillis)
        .param("id", id.value())
        .update();
    return Taken.NEWS;
  }

  /** When the rail last heard of M-Pesa, for those who watch over rails. */
  void heard(long nowMillis) {
    db.sql(
            """
            INSERT INTO rail.cursor (rail, genesis, final_height, head_seen_at_millis)
            VALUES (:rail, '', -1, :now)
            ON CONFLICT (rail) DO UPDATE SET head_seen_at_millis = excluded.head_seen_at_millis\
            """)
        .param("rail", MpesaRail.ID)
        .param("now", nowMillis)
        .update();
  }
}
