package io.holdfast.api.mpesa;

import io.holdfast.api.Command;
import io.holdfast.api.escrow.OrderId;

/** What may be asked of the mobile payments of one order. */
public sealed interface MobilePaymentCommand extends Command
    permits RequestMobilePayment,
        RecordMobilePush,
        LeaveMobilePayment,
        FailMobilePayment,
        SucceedMobilePayment,
        ClaimReceipt,
        DecideMobilePayment {
  OrderId orderId();

  MobilePaymentId mobilePaymentId();

  @Override
  default String targetId() {
    return MobilePaymentEvent.streamOf(orderId().value());
  }
}
