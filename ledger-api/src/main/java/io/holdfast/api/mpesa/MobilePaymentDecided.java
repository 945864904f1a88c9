package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/** A person decided whether it was paid. */
@Revision("1")
public record MobilePaymentDecided(
    String orderId, String mobilePaymentId, String decision, String by, String reason)
    implements MobilePaymentEvent {}
