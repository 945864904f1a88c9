package io.holdfast.api.product;

import io.holdfast.api.user.UserId;

/** Nobody is to order it any more; orders that are made go on. Twice is quiet. */
public record WithdrawProduct(ProductId productId, UserId by) implements ProductCommand {}
