package io.holdfast.api.escrow;

import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The contract that keeps the order's money said something that is final. It is believed. What it
 * says again, or what lies behind what it has said, is quiet.
 *
 * @param source where on the chain it said so: a transaction and a place in it
 * @param by the side that complains, for DISPUTED
 * @param toSeller and {@code toBuyer}, in the asset of the price: what was paid, for PAID_OUT; else
 *     zero
 */
public record FollowContract(
    OrderId orderId,
    String source,
    ContractStep step,
    @Nullable UserId by,
    Money toSeller,
    Money toBuyer)
    implements OrderCommand {}
