package io.holdfast.query.order;

import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.query.OrderView;
import io.holdfast.query.fold.LoggedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order folded from the beginning of its own stream, by the steps that keep its view. Pure. */
public final class OrderPast {
  private OrderPast() {}

  /** As it stood after these events; null where there are none. */
  public static @Nullable OrderView after(List<LoggedEvent> events) {
    OrderRow row = null;
    for (LoggedEvent logged : events) {
      if (row == null && logged.event() instanceof OrderCreated created) {
        row = OrderSteps.created(created, logged);
      } else if (row != null && logged.event() instanceof OrderEvent event) {
        row = OrderSteps.after(row, event, logged);
      }
    }
    return row == null ? null : row.view();
  }
}
