package io.holdfast.api.product;

import io.holdfast.api.escrow.Party;

/**
 * Offers something to everybody. Asked again with the same content it is a quiet success.
 *
 * @param seller whose own account is paid
 */
public record OfferProduct(ProductId productId, Party seller, Offer offer)
    implements ProductCommand {}
