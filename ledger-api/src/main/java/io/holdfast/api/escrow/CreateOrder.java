package io.holdfast.api.escrow;

import io.holdfast.api.money.Money;
import io.holdfast.api.user.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order between two people. Asked again with the same content it is a quiet success; what
 * is sealed is not compared, for the same text sealed twice is never the same.
 *
 * @param price in the asset in which it is paid
 * @param deliveryAddress sealed under the buyer's key, or null
 * @param phone sealed under the buyer's key; who pays by M-Pesa has one
 */
public record CreateOrder(
    OrderId orderId,
    Party buyer,
    Party seller,
    Item item,
    Money price,
    PaymentMode mode,
    OrderTimes times,
    @Nullable Sealed deliveryAddress,
    @Nullable Sealed phone)
    implements OrderCommand {}
