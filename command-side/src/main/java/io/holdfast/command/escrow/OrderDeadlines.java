package io.holdfast.command.escrow;

import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.command.deadline.Deadlines;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The process manager that lets an order go on when nobody does anything. It keeps no state, and a
 * deadline is written before its event counts as handled. So all of it may happen twice, on any
 * node, after any crash. Never replayed. Each stage of an order has a deadline of its own, which
 * asks, when it comes, whether it is still waited for: so nothing is ever taken back.
 */
@ProcessingGroup("deadlines")
@DisallowReplay
public final class OrderDeadlines {
  private static final Map<OrderDeadline, Deadlines.Kind> BY_DEADLINE = kinds();

  public static final List<Deadlines.Kind> KINDS = List.copyOf(BY_DEADLINE.values());

  private final Deadlines deadlines;

  public OrderDeadlines(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  private static Map<OrderDeadline, Deadlines.Kind> kinds() {
    Map<OrderDeadline, Deadlines.Kind> kinds = new EnumMap<>(OrderDeadline.class);
    for (OrderDeadline deadline : OrderDeadline.values()) {
      kinds.put(deadline, kind(deadline));
    }
    return Collections.unmodifiableMap(kinds);
  }

  private static Deadlines.Kind kind(OrderDeadline deadline) {
    return new Deadlines.Kind(
        "order-" + deadline.name().toLowerCase(Locale.ROOT),
        id -> new PassOrderDeadline(new OrderId(id), deadline));
  }

  @EventHandler
  void on(OrderCreated event) {
    boolean byContract = event.mode().equals(PaymentMode.CONTRACT.name());
    at(byContract ? OrderDeadline.CONTRACT : OrderDeadline.FUNDING, event, event.dueAtMillis());
  }

  @EventHandler
  void on(OrderFunded event) {
    at(OrderDeadline.SHIPPING, event, event.dueAtMillis());
  }

  @EventHandler
  void on(OrderShipped event) {
    at(
        OrderDeadline.CONFIRMATION,
        event,
        DeadlineDecider.firstNoticeMillis(event.shippedAtMillis(), event.dueAtMillis()));
  }

  @EventHandler
  void on(OrderDelivered event) {
    at(OrderDeadline.RELEASE, event, event.dueAtMillis());
  }

  @EventHandler
  void on(DisputeOpened event) {
    at(OrderDeadline.ANSWER, event, event.dueAtMillis());
  }

  @EventHandler
  void on(DisputeAnswered event) {
    at(OrderDeadline.DECISION, event, event.dueAtMillis());
  }

  @EventHandler
  void on(DisputeDecided event) {
    at(OrderDeadline.APPEAL, event, event.dueAtMillis());
  }

  @EventHandler
  void on(DisputeAppealed event) {
    at(OrderDeadline.SECOND_DECISION, event, event.dueAtMillis());
  }

  private void at(OrderDeadline deadline, OrderEvent event, long millis) {
    Deadlines.Kind kind = BY_DEADLINE.get(deadline);
    if (kind == null) {
      throw new Defect("nothing is known to be done at " + deadline);
    }
    deadlines.at(kind, event.orderId(), Instant.ofEpochMilli(millis));
  }
}
