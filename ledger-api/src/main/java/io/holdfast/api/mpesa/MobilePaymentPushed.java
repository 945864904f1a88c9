package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/** M-Pesa took our asking. */
@Revision("1")
public record MobilePaymentPushed(String orderId, String mobilePaymentId)
    implements MobilePaymentEvent {}
