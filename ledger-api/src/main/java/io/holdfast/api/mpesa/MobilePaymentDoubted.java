package io.holdfast.api.mpesa;

import org.axonframework.serialization.Revision;

/** M-Pesa told of another amount than was asked for. */
@Revision("1")
public record MobilePaymentDoubted(
    String orderId, String mobilePaymentId, String asset, String asked, String told)
    implements MobilePaymentEvent {}
