package io.holdfast.api.product;

import io.holdfast.api.Command;

/** What may be asked of a product. */
public sealed interface ProductCommand extends Command
    permits OfferProduct, ChangeProduct, WithdrawProduct, OfferProductAgain {
  ProductId productId();

  @Override
  default String targetId() {
    return productId().value();
  }
}
