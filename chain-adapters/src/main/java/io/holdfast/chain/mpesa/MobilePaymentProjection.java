package io.holdfast.chain.mpesa;

import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentDecided;
import io.holdfast.api.mpesa.MobilePaymentDoubted;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentFailed;
import io.holdfast.api.mpesa.MobilePaymentPushed;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.MobilePaymentUnresolved;
import io.holdfast.api.user.UserErased;
import io.holdfast.chain.payout.PayoutProjection;
import java.math.BigInteger;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Folds the events of mobile payments into what the rail's worker looks at, and wakes it. In the
 * log's order, in the transaction that stores the token.
 *
 * <p>Read again from the start, it asks no phone: what was begun stands in columns that no event
 * writes.
 */
@ProcessingGroup(PayoutProjection.GROUP)
public final class MobilePaymentProjection {
  private final JdbcClient db;
  private final Runnable wake;

  public MobilePaymentProjection(JdbcClient db, Runnable wake) {
    this.db = db;
    this.wake = wake;
  }

  @EventHandler
  public void on(MobilePaymentEvent event) {
    switch (event) {
      case MobilePaymentRequested e -> requested(e);
      case MobilePaymentPushed e -> state(e, MobilePaymentState.PUSHED, null, null);
      case MobilePaymentUnresolved e ->
          state(e, MobilePaymentState.UNRESOLVED, e.cause(), e.result());
      case MobilePaymentFailed e -> state(e, MobilePaymentState.FAILED, e.cause(), e.result());
      case MobilePaymentSucceeded e -> state(e, MobilePaymentState.SUCCEEDED, null, null);
      case MobilePaymentReceiptTold e -> receipt(e);
      case MobilePaymentDoubted e -> doubted(e);
      case MobilePaymentDecided e -> decided(e);
    }
    wake.run();
  }

  /** An order that does not wait for its price any more: no phone is asked for it. */
  @EventHandler
  public void on(OrderEvent event) {
    switch (event) {
      case OrderFunded _, OrderCancelled _, OrderExpired _ ->
          db.sql("UPDATE rail.mobile_payment SET unwanted = true WHERE order_id = :order")
              .param("order", event.orderId())
              .update();
      default -> {}
    }
  }

  /**
   * M-Pesa's name for a payment ends in the phone number. Where M-Pesa is still asked what came of
   * it, the name goes when it has said so: nobody's money is forgotten with them.
   */
  @EventHandler
  public void on(UserErased event) {
    db.sql(
            """
            UPDATE rail.mobile_payment SET erased = true,
              checkout_request_id =
                CASE WHEN next_look_at_millis IS NULL THEN NULL ELSE checkout_request_id END,
              merchant_request_id =
                CASE WHEN next_look_at_millis IS NULL THEN NULL ELSE merchant_request_id END
            WHERE buyer_id = :user\
            """)
        .param("user", event.userId())
        .update();
  }

  private void requested(MobilePaymentRequested event) {
    db.sql(
            """
            INSERT INTO rail.mobile_payment (mobile_payment_id, order_id, buyer_id, phone, asset,
              amount, requested_at_millis, waits_until_millis, state, next_look_at_millis)
            VALUES (:id, :order, :buyer, :phone, :asset, :amount, :requested, :waits, 'REQUESTED',
              :requested)
            ON CONFLICT (mobile_payment_id) DO NOTHING\
            """)
        .param("id", event.mobilePaymentId())
        .param("order", event.orderId())
        .param("buyer", event.buyerId())
        .param("phone", event.phone())
        .param("asset", event.asset())
        .param("amount", new BigInteger(event.amount()))
        .param("requested", event.requestedAtMillis())
        .param("waits", event.waitsUntilMillis())
        .update();
  }

  private void state(
      MobilePaymentEvent event,
      MobilePaymentState state,
      @Nullable String cause,
      @Nullable String result) {
    db.sql(
            """
            UPDATE rail.mobile_payment SET state = :state, cause = :cause, result = :result
            WHERE mobile_payment_id = :id\
            """)
        .param("state", state.name())
        .param("cause", cause)
        .param("result", result)
        .param("id", event.mobilePaymentId())
        .update();
  }

  private void receipt(MobilePaymentReceiptTold event) {
    db.sql("UPDATE rail.mobile_payment SET receipt = :receipt WHERE mobile_payment_id = :id")
        .param("receipt", event.receipt())
        .param("id", event.mobilePaymentId())
        .update();
  }

  /** What counted already goes on counting. */
  private void doubted(MobilePaymentDoubted event) {
    db.sql(
            """
            UPDATE rail.mobile_payment SET told = :told,
              state = CASE state WHEN 'SUCCEEDED' THEN state ELSE 'DOUBTED' END
            WHERE mobile_payment_id = :id\
            """)
        .param("told", new BigInteger(event.told()))
        .param("id", event.mobilePaymentId())
        .update();
  }

  private void decided(MobilePaymentDecided event) {
    if (event.decision().equals(MobileDecision.REFUSE.name())) {
      state(event, MobilePaymentState.REFUSED, null, null);
    }
  }
}
