package io.holdfast.api.mpesa;

import io.holdfast.api.Event;

/**
 * What happened to the mobile payments of one order. None of them carries a phone number, sealed
 * but for the first, nor M-Pesa's name for the payment, which ends in it.
 */
public sealed interface MobilePaymentEvent extends Event
    permits MobilePaymentRequested,
        MobilePaymentPushed,
        MobilePaymentUnresolved,
        MobilePaymentFailed,
        MobilePaymentSucceeded,
        MobilePaymentReceiptTold,
        MobilePaymentDoubted,
        MobilePaymentDecided {
  String orderId();

  String mobilePaymentId();

  @Override
  default String streamId() {
    return streamOf(orderId());
  }

  /** Where an order's mobile payments stand in the log. */
  static String streamOf(String orderId) {
    return "mobile-payments:" + orderId;
  }
}
