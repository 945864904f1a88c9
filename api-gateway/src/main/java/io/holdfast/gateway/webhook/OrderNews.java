package io.holdfast.gateway.webhook;

import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.identity.Role;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.DoorJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Makes a delivery of each event of an order for each webhook that wants to know, in the
 * transaction that stores the processor's token: so each is made once, whatever is killed when.
 * What is told names the order and the event's place in the log and nothing else: a receiver asks
 * for the rest, as whom it is, and finds the newest.
 */
@ProcessingGroup(OrderNews.GROUP)
final class OrderNews {
  static final String GROUP = "webhooks";

  private static final Set<String> MEDIATORS =
      Set.of(Role.OPERATOR.name(), Role.ADMINISTRATOR.name());

  private final DeliveryStore deliveries;
  private final WebhookStore webhooks;
  private final Clock clock;

  OrderNews(DeliveryStore deliveries, WebhookStore webhooks, Clock clock) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  @EventHandler
  void on(OrderEvent event, @Timestamp Instant at, TrackingToken token) {
    long index = token.position().orElseThrow(() -> new Defect("the log gives no index: " + token));
    if (event instanceof OrderCreated made) {
      deliveries.keepSides(made.orderId(), made.buyerId(), made.sellerId());
    }
    EventType.of(event).ifPresent(type -> tell(type, event, at, index));
  }

  private void tell(EventType type, OrderEvent event, Instant at, long index) {
    deliveries.tell(
        event.orderId(),
        index,
        type.wireName(),
        type.isOfDispute(),
        body(type, at, event.orderId(), index),
        at,
        clock.instant());
  }

  /** A token of before may still turn disputes on again: what counts is what stands here. */
  @EventHandler
  void on(RolesChanged event) {
    UserId user = new UserId(event.userId());
    if (Arrays.stream(event.roles().split(",", -1)).anyMatch(MEDIATORS::contains)) {
      deliveries.dropFormerMediator(user);
    } else {
      deliveries.keepFormerMediator(user);
      webhooks.withoutDisputes(user);
    }
  }

  private static String body(EventType type, Instant at, String orderId, long index) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("orderId", orderId);
    data.put("logIndex", index);
    return body(type, at, data);
  }

  /** As Standard Webhooks has it: type, time in ISO 8601, data. */
  static String body(EventType type, Instant at, Map<String, ?> data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type.wireName());
    body.put("timestamp", at.toString());
    body.put("data", data);
    return DoorJson.mapper().writeValueAsString(body);
  }
}
