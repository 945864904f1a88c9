package io.holdfast.query.order;

import io.holdfast.api.Event;
import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Orders. Delivery address and phone stay in the log: nobody needs them in a list, and who may have
 * them asks for them.
 */
public final class OrderFold implements Fold {
  public static final String KIND = "order";

  private final Rows<OrderRow> orders;

  public OrderFold(String schema) {
    orders = new Rows<>(OrderRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof OrderEvent of) {
      orders.want(of.orderId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    orders.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof OrderEvent event) {
      apply(event, logged);
    }
  }

  private void apply(OrderEvent event, LoggedEvent logged) {
    OrderRow before = orders.get(event.orderId());
    if (event instanceof OrderCreated created) {
      if (before == null) {
        orders.put(OrderSteps.created(created, logged));
      }
    } else if (before == null) {
      throw new Defect(event + " before the order was created");
    } else if (before.view().logIndex() < logged.index()) {
      orders.put(OrderSteps.after(before, event, logged));
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return orders.flush(connection);
  }
}
