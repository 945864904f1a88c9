package io.holdfast.query.log;

import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderHistory.Happened;
import io.holdfast.api.query.Scope;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happened to an order as the log has it: nothing of it lags behind, and what is sealed
 * need not be kept twice. An order's history is short. Blocks: asked on a worker.
 */
public final class OrderHistoryQueries {
  private final EventStore log;

  public OrderHistoryQueries(EventStore log) {
    this.log = log;
  }

  @QueryHandler
  public OrderHistory find(FindOrderHistory query) {
    OrderHistory history =
        new OrderHistory(
            log.readEvents(query.orderId())
                .asStream()
                .filter(message -> message.getPayload() instanceof OrderEvent)
                .map(OrderHistoryQueries::happened)
                .toList());
    return history.created().filter(created -> isIn(query.scope(), created)).isPresent()
        ? history
        : new OrderHistory(List.of());
  }

  private static boolean isIn(Scope scope, OrderCreated order) {
    String owner = scope.ownerId();
    return owner == null || owner.equals(order.buyerId()) || owner.equals(order.sellerId());
  }

  private static Happened happened(DomainEventMessage<?> message) {
    return new Happened(
        message.getSequenceNumber(),
        message.getTimestamp().toEpochMilli(),
        text(message.getMetaData().get(MetaKeys.ACTOR)),
        (OrderEvent) message.getPayload());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
