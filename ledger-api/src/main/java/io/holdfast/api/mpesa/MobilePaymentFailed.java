package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/** It failed, as far as M-Pesa says now. */
@Revision("1")
public record MobilePaymentFailed(
    String orderId, String mobilePaymentId, String cause, String result)
    implements MobilePaymentEvent {}
