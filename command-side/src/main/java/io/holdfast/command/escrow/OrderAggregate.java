package io.holdfast.command.escrow;

import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an order; the rules are in {@link OrderDecider}. */
@AggregateRoot(type = "Order")
public class OrderAggregate extends Shell<Order, OrderEvent> {
  protected OrderAggregate() {
    super(Order.UNCREATED);
  }

  public OrderAggregate(String id) {
    super(id, Order.UNCREATED);
  }

  @EventSourcingHandler
  void on(OrderEvent event) {
    become(event.streamId(), OrderHistory.evolve(state(), event));
  }
}
