package io.holdfast.gateway.webhook;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderQuoted;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.ProductOrdered;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What others are told of. The name on the wire is public and never changes. */
enum EventType {
  ORDER_CREATED,
  ORDER_QUOTED,
  ORDER_PAYMENT_SEEN,
  ORDER_PAYMENT_LOST,
  ORDER_PAID,
  ORDER_PAYMENT_RECORDED,
  ORDER_FUNDED,
  ORDER_SHIPPED,
  ORDER_RELEASE_ANNOUNCED,
  ORDER_DELIVERED,
  ORDER_CANCELLATION_ASKED,
  ORDER_RELEASED,
  ORDER_CANCELLED,
  ORDER_EXPIRED,
  ORDER_PAID_OUT,
  ORDER_CONTRACT_FOLLOWED,
  ORDER_CONTRACT_ASKED,
  DISPUTE_OPENED,
  DISPUTE_ANSWERED,
  DISPUTE_EVIDENCE_ADDED,
  DISPUTE_DECIDED,
  DISPUTE_APPEALED,
  DISPUTE_RESOLVED,
  /** Asked for by hand, to see whether it arrives. */
  WEBHOOK_TEST;

  private static final String DISPUTE = "dispute.";

  /** As {@code order.payment_seen}: what it is about, a full stop, what happened to it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
  }

  /** Whether it concerns those who mediate, whosever the order is. */
  boolean isOfDispute() {
    return wireName().startsWith(DISPUTE);
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  static EventType require(String wireName) {
    return Arrays.stream(values())
        .filter(type -> type.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(
            () ->
                new Rejection(
                    ErrorCode.MALFORMED_REQUEST,
                    "There is no such type of event: see docs/guides/webhooks.md."));
  }

  /** What is told of an event: that a product was ordered is told with its order. */
  static Optional<EventType> of(OrderEvent event) {
    return event instanceof ProductOrdered ? Optional.empty() : Optional.of(told(event));
  }

  private static EventType told(OrderEvent event) {
    return switch (event) {
      case OrderCreated _, ProductOrdered _ -> ORDER_CREATED;
      case OrderQuoted _ -> ORDER_QUOTED;
      case OrderPaymentSeen _ -> ORDER_PAYMENT_SEEN;
      case OrderPaymentLost _ -> ORDER_PAYMENT_LOST;
      case OrderPaid _ -> ORDER_PAID;
      case OrderPaymentRecorded _ -> ORDER_PAYMENT_RECORDED;
      case OrderFunded _ -> ORDER_FUNDED;
      case OrderShipped _ -> ORDER_SHIPPED;
      case OrderReleaseAnnounced _ -> ORDER_RELEASE_ANNOUNCED;
      case OrderDelivered _ -> ORDER_DELIVERED;
      case OrderCancellationAsked _ -> ORDER_CANCELLATION_ASKED;
      case OrderReleased _ -> ORDER_RELEASED;
      case OrderCancelled _ -> ORDER_CANCELLED;
      case OrderExpired _ -> ORDER_EXPIRED;
      case OrderResolved _ -> DISPUTE_RESOLVED;
      case OrderPaidOut _ -> ORDER_PAID_OUT;
      case ContractFollowed _ -> ORDER_CONTRACT_FOLLOWED;
      case ContractAsked _ -> ORDER_CONTRACT_ASKED;
      case DisputeOpened _ -> DISPUTE_OPENED;
      case DisputeAnswered _ -> DISPUTE_ANSWERED;
      case EvidenceAdded _ -> DISPUTE_EVIDENCE_ADDED;
      case DisputeDecided _ -> DISPUTE_DECIDED;
      case DisputeAppealed _ -> DISPUTE_APPEALED;
    };
  }
}
