package io.holdfast.api.product;

import io.holdfast.api.user.UserId;

/** It may be ordered again, in the version in which it is. Twice is quiet. */
public record OfferProductAgain(ProductId productId, UserId by) implements ProductCommand {}
