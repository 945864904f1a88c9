package io.holdfast.api.product;

import io.holdfast.api.user.UserId;

/** Makes another version of a product, for orders to come. What it is already is quiet. */
public record ChangeProduct(ProductId productId, UserId by, Offer offer)
    implements ProductCommand {}
