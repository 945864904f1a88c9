package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/**
 * It is certain: M-Pesa said so when we asked, or a person who looked it up. In the same append the
 * order counts it, as the payment that is named here. Whoever must do something once for each
 * certain payment by M-Pesa follows this event.
 */
@Revision("1")
public record MobilePaymentSucceeded(
    String orderId, String mobilePaymentId, String paymentId, String asset, String amount)
    implements MobilePaymentEvent {}
