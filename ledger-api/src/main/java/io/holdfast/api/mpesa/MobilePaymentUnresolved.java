package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/** Nobody knows what came of it, for now. */
@Revision("1")
public record MobilePaymentUnresolved(
    String orderId, String mobilePaymentId, String cause, String result)
    implements MobilePaymentEvent {}
