package io.holdfast.api.escrow;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import io.holdfast.api.product.ProductId;
import io.holdfast.api.user.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order for a product: seller, item and price are the product's as it is when this is
 * carried out. Asked again with the same content it is a quiet success, whatever the product is by
 * then.
 *
 * @param version which the buyer has seen; null where any will do
 * @param asset in which the buyer means to pay, or null; another than the product's is refused
 * @param deliveryAddress sealed under the buyer's key, or null
 * @param phone sealed under the buyer's key; who pays by M-Pesa has one
 */
public record OrderProduct(
    OrderId orderId,
    Party buyer,
    ProductId productId,
    Quantity quantity,
    @Nullable Long version,
    @Nullable Asset asset,
    PaymentMode mode,
    OrderTimes times,
    @Nullable Sealed deliveryAddress,
    @Nullable Sealed phone)
    implements Command {
  @Override
  public String targetId() {
    return orderId.value();
  }
}
