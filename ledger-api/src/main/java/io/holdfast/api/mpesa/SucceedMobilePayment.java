package io.holdfast.api.mpesa;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.money.Money;

/**
 * M-Pesa says, asked by us, that it was paid. Where the amount is the one that the phone was asked
 * for, the order counts it in the same append; else a person must decide.
 *
 * @param amount as M-Pesa told it where it did, else as it was asked for
 */
public record SucceedMobilePayment(OrderId orderId, MobilePaymentId mobilePaymentId, Money amount)
    implements MobilePaymentCommand {}
