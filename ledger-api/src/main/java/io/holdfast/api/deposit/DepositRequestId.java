package io.holdfast.api.deposit;

import io.holdfast.api.Ids;
import io.holdfast.api.escrow.OrderId;
import java.util.Optional;

/**
 * Names a customer's wish to deposit, with its own address. One that is for an order is named after
 * it: so there is one for each order, and whose payments are an order's is told by their request's
 * name alone.
 */
public record DepositRequestId(String value) {
  public static final String PREFIX = "deposit-request:";

  /**
   * @throws Rejection MALFORMED_ID
   */
  public DepositRequestId {
    value = Ids.require(PREFIX, value);
    orderIn(value);
  }

  public static DepositRequestId of(OrderId orderId) {
    return new DepositRequestId(PREFIX + orderId.value());
  }

  /** The order that is to be paid; empty where it is an account. */
  public Optional<OrderId> orderId() {
    return orderIn(value);
  }

  private static Optional<OrderId> orderIn(String value) {
    String rest = value.substring(PREFIX.length());
    return rest.startsWith(OrderId.PREFIX) ? Optional.of(new OrderId(rest)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
