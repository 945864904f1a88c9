package io.holdfast.api.escrow;

import io.holdfast.api.Command;

/** What may be asked of an order. */
public sealed interface OrderCommand extends Command
    permits CreateOrder,
        PayOrder,
        ReportOrderPayment,
        ConfirmOrderPayment,
        LoseOrderPayment,
        RecordOrderPayment,
        ShipOrder,
        ConfirmDelivery,
        ReleaseOrder,
        CancelOrder,
        OpenDispute,
        AnswerDispute,
        AddEvidence,
        DecideDispute,
        AppealDispute,
        PassOrderDeadline,
        FollowContract {
  OrderId orderId();

  @Override
  default String targetId() {
    return orderId().value();
  }
}
