package io.holdfast.query.order;

import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDeadline;
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
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.escrow.ReleaseCause;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.OrderView.Dispute;
import io.holdfast.api.query.OrderView.DisputeStage;
import io.holdfast.api.query.OrderView.Evidence;
import io.holdfast.api.query.OrderView.EvidenceKind;
import io.holdfast.api.query.OrderView.Recorded;
import io.holdfast.query.fold.LoggedEvent;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;

/** Pure: an order's row after one event. */
final class OrderSteps {
  private OrderSteps() {}

  static OrderRow created(OrderCreated e, LoggedEvent logged) {
    return new OrderRow(first(e, logged), Map.of(), logged.index());
  }

  private static OrderView first(OrderCreated e, LoggedEvent logged) {
    return new OrderView(
        e.orderId(),
        e.buyerId(),
        e.buyerAccountId(),
        e.sellerId(),
        e.sellerAccountId(),
        e.potAccountId(),
        e.itemReference(),
        e.title(),
        e.metadataCid(),
        null,
        e.asset(),
        e.price(),
        e.mode(),
        OrderState.CREATED.name(),
        "0",
        "0",
        "0",
        "0",
        null,
        waitsFor(OrderDeadline.FUNDING, e.mode()).name(),
        e.dueAtMillis(),
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        times(e),
        e.deliveryAddress() != null,
        logged.atMillis(),
        logged.atMillis(),
        logged.index());
  }

  private static OrderView.Quoted quoted(OrderQuoted e) {
    return new OrderView.Quoted(
        e.quoteId(), e.asset(), e.amount(), e.rate(), e.rounding(), e.source(), e.ratedAtMillis());
  }

  private static OrderView.Times times(OrderCreated e) {
    return new OrderView.Times(
        e.fundingMillis(),
        e.shippingMillis(),
        e.confirmationMillis(),
        e.disputeWindowMillis(),
        e.answerMillis(),
        e.decisionMillis(),
        e.appealMillis());
  }

  /** Whatever step it is at: of a contract's order nothing is waited for but the contract. */
  static OrderDeadline waitsFor(OrderDeadline deadline, String payment) {
    return PaymentMode.valueOf(payment) == PaymentMode.CONTRACT ? OrderDeadline.CONTRACT : deadline;
  }

  static OrderRow after(OrderRow row, OrderEvent event, LoggedEvent logged) {
    OrderChange change = new OrderChange(row);
    apply(change, event, logged.atMillis());
    return change.at(logged);
  }

  private static void apply(OrderChange change, OrderEvent event, long atMillis) {
    OrderView view = change.before();
    switch (event) {
      case OrderCreated e -> throw new Defect(e.orderId() + " was created twice");
      case OrderQuoted e -> change.quoted(quoted(e));
      case ProductOrdered e ->
          change.bought(new OrderView.Bought(e.productId(), e.productVersion(), e.quantity()));
      case OrderPaymentSeen e -> change.seeing(e.paymentId(), new BigInteger(e.amount()));
      case OrderPaymentLost e -> change.losing(e.paymentId());
      case OrderPaid e -> change.losing(e.paymentId()).paid(sum(view.paid(), e.amount()));
      case OrderPaidOut e ->
          change.paidOut(
              sum(view.paidToSeller(), e.toSeller()), sum(view.paidToBuyer(), e.toBuyer()));
      case OrderPaymentRecorded e ->
          change.recorded(
              new Recorded(
                  e.paymentId(), e.rail(), e.transaction(), e.height(), e.blockHash(), atMillis));
      case OrderFunded e -> change.to(OrderState.FUNDED, OrderDeadline.SHIPPING, e.dueAtMillis());
      case OrderShipped e ->
          change
              .to(OrderState.SHIPPED, OrderDeadline.CONFIRMATION, e.dueAtMillis())
              .tracking(e.trackingCid());
      case OrderReleaseAnnounced e -> change.announced(e.notice());
      case OrderDelivered e ->
          change.to(OrderState.DELIVERED, OrderDeadline.RELEASE, e.dueAtMillis());
      case OrderCancellationAsked e -> change.cancellationAskedBy(e.askedBy());
      case OrderReleased e ->
          change.end(
              OrderState.RELEASED,
              e.cause().equals(ReleaseCause.BUYER.name()) ? view.buyerId() : null,
              e.cause());
      case OrderCancelled e -> change.end(OrderState.CANCELLED, e.cancelledBy(), e.cause());
      case OrderExpired _ -> change.end(OrderState.EXPIRED, null, null);
      case DisputeOpened e -> opened(change, e, atMillis);
      case DisputeAnswered e ->
          change
              .waitsFor(OrderDeadline.DECISION, e.dueAtMillis())
              .dispute(
                  dispute(view)
                      .answered(e.answeredBy())
                      .showing(
                          shown(e.answeredBy(), e.evidenceCid(), atMillis, EvidenceKind.ANSWER)));
      case EvidenceAdded e ->
          change.dispute(
              dispute(view)
                  .showing(shown(e.addedBy(), e.evidenceCid(), atMillis, EvidenceKind.MORE)));
      case DisputeDecided e ->
          change
              .waitsFor(OrderDeadline.APPEAL, e.dueAtMillis())
              .dispute(
                  dispute(view)
                      .decided(
                          DisputeStage.DECIDED,
                          e.decidedBy(),
                          e.reason(),
                          e.toSeller(),
                          e.toBuyer(),
                          atMillis));
      case DisputeAppealed e ->
          change
              .waitsFor(OrderDeadline.SECOND_DECISION, e.dueAtMillis())
              .dispute(
                  dispute(view)
                      .appealed(e.appealedBy())
                      .showing(
                          shown(e.appealedBy(), e.evidenceCid(), atMillis, EvidenceKind.APPEAL)));
      case OrderResolved e -> resolved(change, e, atMillis);
      case ContractFollowed e -> followed(change, e);
      case ContractAsked e -> change.waitsFor(OrderDeadline.CONTRACT, e.dueAtMillis());
    }
  }

  private static void opened(OrderChange change, DisputeOpened e, long atMillis) {
    String cid = e.evidenceCid();
    change
        .to(OrderState.DISPUTED, OrderDeadline.ANSWER, e.dueAtMillis())
        .dispute(
            Dispute.opened(
                e.openedBy(),
                e.reason(),
                cid == null ? null : shown(e.openedBy(), cid, atMillis, EvidenceKind.COMPLAINT),
                atMillis));
  }

  /** A contract may share without a dispute. */
  private static void resolved(OrderChange change, OrderResolved e, long atMillis) {
    change.end(OrderState.RESOLVED, e.decidedBy(), e.reason());
    Dispute dispute = change.before().dispute();
    if (dispute != null) {
      change.dispute(
          dispute.decided(
              DisputeStage.RESOLVED,
              e.decidedBy(),
              e.reason(),
              e.toSeller(),
              e.toBuyer(),
              decidedAtMillis(dispute, e, atMillis)));
    }
  }

  /** A decision that is carried out was made before; another is another person's. */
  private static long decidedAtMillis(Dispute dispute, OrderResolved e, long atMillis) {
    Long before = dispute.decidedAtMillis();
    return before != null && Objects.equals(dispute.decidedBy(), e.decidedBy()) ? before : atMillis;
  }

  /** What a contract has is the price, or nothing any more. */
  private static void followed(OrderChange change, ContractFollowed e) {
    if (ContractStep.valueOf(e.step()) == ContractStep.PAID_OUT) {
      change.paid(sum(e.toSeller(), e.toBuyer())).paidOut(e.toSeller(), e.toBuyer());
    } else {
      change.paid(change.before().price());
    }
  }

  private static Evidence shown(String by, String cid, long atMillis, EvidenceKind kind) {
    return new Evidence(by, cid, atMillis, kind);
  }

  private static Dispute dispute(OrderView view) {
    Dispute dispute = view.dispute();
    if (dispute == null) {
      throw new Defect(view.orderId() + " has no dispute");
    }
    return dispute;
  }

  private static String sum(String one, String other) {
    return new BigInteger(one).add(new BigInteger(other)).toString();
  }
}
