package io.holdfast.api.escrow;

import io.holdfast.api.Event;

/** What happened to an order. */
public sealed interface OrderEvent extends Event
    permits OrderCreated,
        OrderQuoted,
        ProductOrdered,
        OrderPaymentSeen,
        OrderPaymentLost,
        OrderPaid,
        OrderPaymentRecorded,
        OrderFunded,
        OrderShipped,
        OrderReleaseAnnounced,
        OrderDelivered,
        OrderCancellationAsked,
        OrderReleased,
        OrderCancelled,
        OrderExpired,
        DisputeOpened,
        DisputeAnswered,
        EvidenceAdded,
        DisputeDecided,
        DisputeAppealed,
        OrderResolved,
        OrderPaidOut,
        ContractFollowed,
        ContractAsked {
  String orderId();

  @Override
  default String streamId() {
    return orderId();
  }
}
