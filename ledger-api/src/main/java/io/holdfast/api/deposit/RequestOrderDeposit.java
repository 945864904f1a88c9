package io.holdfast.api.deposit;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;

/**
 * The buyer wants to pay an order by its chain and needs an address. There is one for each order,
 * valid as long as the order waits for its price; asked again meanwhile it is a quiet success. What
 * is paid there is the order's for ever, however late it comes.
 *
 * @param asset in which the buyer wants to pay; that of the price
 */
public record RequestOrderDeposit(OrderId orderId, UserId by, String asset)
    implements DepositRequestCommand {
  public DepositRequestId requestId() {
    return DepositRequestId.of(orderId);
  }

  @Override
  public String targetId() {
    return requestId().value();
  }
}
