package io.holdfast.command.escrow;

import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.DisputeReason;
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
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Answered;
import io.holdfast.command.escrow.Stage.Appealed;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Decided;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Disputed;
import io.holdfast.command.escrow.Stage.Ended;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Opened;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Shipped;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds the facts of one order into its state. A fact that cannot follow is a defect. */
final class OrderHistory {
  private OrderHistory() {}

  static Order evolve(Order state, OrderEvent event) {
    if (event instanceof OrderCreated created) {
      return new Existing(
          new Terms(
              created, new BigInteger(created.price()), PaymentMode.valueOf(created.mode()), null),
          Pot.EMPTY,
          new Created(created.dueAtMillis(), false));
    }
    if (state instanceof Existing order) {
      return evolve(order, event);
    }
    throw new Defect(event + " before the order was created");
  }

  private static Existing evolve(Existing order, OrderEvent event) {
    return switch (event) {
      case OrderCreated e -> throw new Defect(e.orderId() + " was created twice");
      case OrderQuoted _ -> order;
      case ProductOrdered e -> new Existing(order.terms().with(e), order.pot(), order.stage());
      case OrderPaymentSeen e -> order.with(order.pot().seeing(e.paymentId(), e.amount()));
      case OrderPaymentLost e -> order.with(order.pot().losing(e.paymentId()));
      case OrderPaid e -> order.with(order.pot().after(e));
      case OrderPaidOut e -> order.with(order.pot().after(e));
      case OrderPaymentRecorded e -> order.with(order.pot().recording(e.paymentId()));
      case ContractFollowed _ -> order;
      case OrderReleased _ -> order.at(new Released());
      case OrderCancelled _ -> order.at(new Cancelled());
      case OrderExpired _ -> order.at(new Expired());
      case OrderResolved e ->
          order.at(new Resolved(decision(e.decidedBy(), e.reason(), e.toSeller(), e.toBuyer())));
      case OrderFunded e -> order.at(new Funded(e.dueAtMillis(), false));
      case OrderShipped e ->
          order.at(new Shipped(e.dueAtMillis(), e.trackingCid(), e.shippedAtMillis(), 0, null));
      case OrderDelivered e -> order.at(new Delivered(e.dueAtMillis(), null));
      case OrderReleaseAnnounced e -> order.at(announced(order.stage(), e));
      case OrderCancellationAsked e -> order.at(asked(order.stage(), e));
      case ContractAsked e -> order.at(asked(order.stage(), e));
      case DisputeOpened e -> order.at(opened(order, e));
      case DisputeAnswered e ->
          order.at(new Answered(e.dueAtMillis(), shown(order, e.answeredBy(), e.evidenceCid())));
      case EvidenceAdded e -> order.at(shown(order, e));
      case DisputeDecided e ->
          order.at(
              new Decided(
                  e.dueAtMillis(),
                  dispute(order.stage(), e),
                  decision(e.decidedBy(), e.reason(), e.toSeller(), e.toBuyer())));
      case DisputeAppealed e -> order.at(appealed(order, e));
    };
  }

  private static Stage announced(Stage stage, OrderReleaseAnnounced event) {
    if (stage instanceof Shipped it) {
      return new Shipped(
          it.dueAtMillis(),
          it.trackingCid(),
          it.shippedAtMillis(),
          event.notice(),
          it.cancelAskedBy());
    }
    throw cannotFollow(stage, event);
  }

  private static Stage asked(Stage stage, OrderCancellationAsked event) {
    return switch (stage) {
      case Funded it -> new Funded(it.dueAtMillis(), true);
      case Shipped it ->
          new Shipped(
              it.dueAtMillis(),
              it.trackingCid(),
              it.shippedAtMillis(),
              it.notices(),
              event.askedBy());
      case Delivered it -> new Delivered(it.dueAtMillis(), event.askedBy());
      case Created _, Disputed _, Ended _ -> throw cannotFollow(stage, event);
    };
  }

  private static Stage asked(Stage stage, ContractAsked event) {
    long due = event.dueAtMillis();
    return switch (stage) {
      case Created _ -> new Created(due, true);
      case Funded it -> new Funded(due, it.buyerAsksToCancel());
      case Shipped it ->
          new Shipped(
              due, it.trackingCid(), it.shippedAtMillis(), it.notices(), it.cancelAskedBy());
      case Delivered it -> new Delivered(due, it.cancelAskedBy());
      case Opened it -> new Opened(due, it.dispute());
      case Answered _, Decided _, Appealed _, Ended _ -> throw cannotFollow(stage, event);
    };
  }

  private static Stage opened(Existing order, DisputeOpened event) {
    boolean afterShipping = !(order.stage() instanceof Created || order.stage() instanceof Funded);
    Dispute dispute =
        new Dispute(
            event.openedBy(),
            DisputeReason.valueOf(event.reason()),
            afterShipping,
            Set.of(),
            Set.of());
    String evidence = event.evidenceCid();
    return new Opened(
        event.dueAtMillis(),
        evidence == null
            ? dispute
            : dispute.with(evidence, order.terms().isBuyer(event.openedBy())));
  }

  private static Stage shown(Existing order, EvidenceAdded event) {
    Dispute dispute = shown(order, event.addedBy(), event.evidenceCid());
    return switch (order.stage()) {
      case Opened it -> new Opened(it.dueAtMillis(), dispute);
      case Answered it -> new Answered(it.dueAtMillis(), dispute);
      case Appealed it -> new Appealed(it.dueAtMillis(), dispute, it.first(), it.appealedBy());
      case Created _, Funded _, Shipped _, Delivered _, Decided _, Ended _ ->
          throw cannotFollow(order.stage(), event);
    };
  }

  private static Stage appealed(Existing order, DisputeAppealed event) {
    if (order.stage() instanceof Decided it) {
      return new Appealed(
          event.dueAtMillis(),
          shown(order, event.appealedBy(), event.evidenceCid()),
          it.decision(),
          event.appealedBy());
    }
    throw cannotFollow(order.stage(), event);
  }

  private static Dispute shown(Existing order, String by, String cid) {
    if (order.stage() instanceof Disputed disputed) {
      return disputed.dispute().with(cid, order.terms().isBuyer(by));
    }
    throw new Defect("evidence without a dispute");
  }

  private static Dispute dispute(Stage stage, OrderEvent event) {
    if (stage instanceof Disputed disputed) {
      return disputed.dispute();
    }
    throw cannotFollow(stage, event);
  }

  private static Decision decision(
      @Nullable String by, @Nullable String reason, String toSeller, String toBuyer) {
    return new Decision(
        by,
        reason == null ? null : DecisionReason.valueOf(reason),
        new Shares(new BigInteger(toSeller), new BigInteger(toBuyer)));
  }

  private static Defect cannotFollow(Stage stage, OrderEvent event) {
    return new Defect(event.getClass().getSimpleName() + " cannot follow " + stage);
  }
}
