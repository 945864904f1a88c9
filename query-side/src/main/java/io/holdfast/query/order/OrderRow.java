package io.holdfast.query.order;

import io.holdfast.api.query.OrderView;
import java.math.BigInteger;
import java.util.Map;

/**
 * An order as its table keeps it.
 *
 * @param seen payments that are not final, by id: what is lost again is told without its amount
 */
record OrderRow(OrderView view, Map<String, BigInteger> seen, long createdIndex) {
  OrderRow {
    seen = Map.copyOf(seen);
  }
}
