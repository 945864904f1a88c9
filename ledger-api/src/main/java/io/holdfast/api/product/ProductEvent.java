package io.holdfast.api.product;

import io.holdfast.api.Event;

/** What happened to a product. */
public sealed interface ProductEvent extends Event
    permits ProductOffered, ProductChanged, ProductWithdrawn, ProductOfferedAgain {
  String productId();

  @Override
  default String streamId() {
    return productId();
  }
}
