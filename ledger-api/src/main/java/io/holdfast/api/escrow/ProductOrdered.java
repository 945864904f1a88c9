package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * What an order is for is a product. In one append with {@link OrderCreated}, and right after it;
 * an order without this is for what its item says and for nothing else.
 *
 * @param productVersion in which it was bought
 * @param quantity so many, for the order's price together
 */
@Revision("1")
public record ProductOrdered(String orderId, String productId, long productVersion, int quantity)
    implements OrderEvent {}
