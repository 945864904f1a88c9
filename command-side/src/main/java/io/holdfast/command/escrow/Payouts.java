package io.holdfast.command.escrow;

import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.PayoutCause;
import io.holdfast.command.escrow.Order.Existing;
import java.math.BigInteger;
import java.util.List;

/** What leaves a pot, and how the last of it leaves with the order's end. */
final class Payouts {
  private Payouts() {}

  /** The end of an order, with all that its pot has; where it has nothing, the end alone. */
  static List<OrderEvent> end(OrderEvent end, Existing order, PayoutCause cause, Shares shares) {
    BigInteger balance = order.pot().balance();
    if (balance.signum() == 0) {
      return List.of(end);
    }
    if (!shares.sum().equals(balance)) {
      throw new Defect(order.terms().orderId() + " ends, and its pot would not be empty");
    }
    return List.of(end, payout(order, cause, shares, BigInteger.ZERO));
  }

  static OrderPaidOut payout(
      Existing order, PayoutCause cause, Shares shares, BigInteger potAfter) {
    OrderId id = order.terms().orderId();
    return new OrderPaidOut(
        id.value(),
        id.payout(order.pot().payouts() + 1).value(),
        cause.name(),
        order.terms().agreed().asset(),
        shares.toSeller().toString(),
        shares.toBuyer().toString(),
        potAfter.toString());
  }
}
