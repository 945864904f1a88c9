package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/**
 * The buyer wants to be asked on the phone.
 *
 * @param phone sealed under the buyer's key
 * @param waitsUntilMillis until when no other asking is made for this order, unless this one fails
 *     for good
 */
@Revision("1")
public record MobilePaymentRequested(
    String orderId,
    String mobilePaymentId,
    String buyerId,
    String phone,
    String asset,
    String amount,
    long requestedAtMillis,
    long waitsUntilMillis)
    implements MobilePaymentEvent {}
