package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/**
 * M-Pesa's receipt of a payment that succeeded, from M-Pesa or from a person who credits it. It may
 * come long after, or never.
 */
@Revision("1")
public record MobilePaymentReceiptTold(String orderId, String mobilePaymentId, String receipt)
    implements MobilePaymentEvent {}
