package io.holdfast.api.query;

import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one order, in order. What is sealed of it is in its first event. */
public record OrderHistory(List<Happened> items) {
  public OrderHistory {
    items = List.copyOf(items);
  }

  /** How it began; none where there is no such order. */
  public Optional<OrderCreated> created() {
    return items.stream()
        .map(Happened::event)
        .filter(OrderCreated.class::isInstance)
        .map(OrderCreated.class::cast)
        .findFirst();
  }

  /**
   * One thing.
   *
   * @param index its place among what happened to this order, from 0
   * @param actor who asked for what led to it: a user's id, or {@code system:…}
   */
  public record Happened(long index, long atMillis, @Nullable String actor, OrderEvent event) {}
}
