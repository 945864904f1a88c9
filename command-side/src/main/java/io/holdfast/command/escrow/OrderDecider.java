package io.holdfast.command.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelCause;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.PayoutCause;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReleaseCause;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.user.Sealed;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Order.Uncreated;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Disputed;
import io.holdfast.command.escrow.Stage.Ended;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Shipped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine of an order. Pure.
 *
 * <p>What each command does in each state, asked by who may ask it. The columns are the commands
 * CreateOrder, PayOrder, ReportOrderPayment, ConfirmOrderPayment, LoseOrderPayment,
 * RecordOrderPayment (of one that it counts), ShipOrder, ConfirmDelivery, ReleaseOrder, CancelOrder
 * (by the buyer), OpenDispute (by the buyer), AnswerDispute, AddEvidence, DecideDispute,
 * AppealDispute, PassOrderDeadline (its moment has come) and FollowContract (all is paid to the
 * seller).
 *
 * <pre>
 *            Crea Pay  Seen Paid Lost Reco Ship Deli Rele Canc Open Answ Evid Deci Appe Dead Cont
 * Uncreated  C    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?    ?
 * Created    =    F    +    F    +    .    .    .    .    X    .    .    .    .    .    E    R
 * Funded     =    =    =    +    +    +    S    .    .    +    O    .    .    .    .    X    R
 * Shipped    =    =    =    +    +    +    =    D    R    +    O    .    .    .    .    R    R
 * Delivered  =    =    =    +    +    +    .    =    R    +    O    .    .    .    .    R    R
 * Opened     =    =    =    +    +    +    .    .    .    .    =    A    +    .    .    J    Z
 * Answered   =    =    =    +    +    +    .    .    .    .    .    =    +    J    .    J    -
 * Decided    =    =    =    +    +    +    .    .    .    .    .    .    .    =    P    Z    -
 * Appealed   =    =    =    +    +    +    .    .    .    .    .    .    +    Z    =    Z    -
 * Released   =    =    =    +    +    +    .    .    =    .    .    .    .    .    .    =    =
 * Cancelled  =    =    =    +    +    +    .    .    .    =    .    .    .    .    .    =    #
 * Expired    =    .    =    +    +    .    .    .    .    .    .    .    .    .    .    =    .
 * Resolved   =    =    =    +    +    +    .    .    .    .    .    .    .    =    .    =    =
 * </pre>
 *
 * <p>A letter is the state after it (J: Decided, P: Appealed, X: Cancelled, Z: Resolved, else the
 * first one); '+': taken, the state stays; '=': quiet; '.': WRONG_STATE; '?': NOT_FOUND; '#':
 * ALREADY_EXISTS_DIFFERENT; '-': cannot be. The same again is quiet as long as the state to which
 * it led lasts; a payment, and the order itself, always. Who may not is told FORBIDDEN before
 * anything else is looked at.
 */
final class OrderDecider {
  private OrderDecider() {}

  /**
   * What follows from a command.
   *
   * @throws Rejection the order says no; nothing happened
   */
  static List<OrderEvent> decide(OrderCommand command, Order state, Instant now) {
    if (command instanceof CreateOrder create) {
      return create(create, state, now);
    }
    Existing order = state.requireExisting();
    return switch (command) {
      case CreateOrder _ -> throw new Defect("decided above");
      case PayOrder c -> PaymentDecider.pay(c, order, now);
      case ReportOrderPayment c -> PaymentDecider.report(c, order);
      case ConfirmOrderPayment c -> PaymentDecider.confirm(c, order, now);
      case LoseOrderPayment c -> PaymentDecider.lose(c, order);
      case RecordOrderPayment c -> PaymentDecider.record(c, order);
      case ShipOrder c -> ship(c, order, now);
      case ConfirmDelivery c -> confirmDelivery(c, order, now);
      case ReleaseOrder c -> release(c, order);
      case CancelOrder c -> cancel(c, order);
      case OpenDispute c -> DisputeDecider.open(c, order, now);
      case AnswerDispute c -> DisputeDecider.answer(c, order, now);
      case AddEvidence c -> DisputeDecider.addEvidence(c, order);
      case DecideDispute c -> DisputeDecider.decide(c, order, now);
      case AppealDispute c -> DisputeDecider.appeal(c, order, now);
      case PassOrderDeadline c -> DeadlineDecider.pass(c, order, now);
      case FollowContract c -> ContractDecider.follow(c, order, now);
    };
  }

  private static List<OrderEvent> create(CreateOrder command, Order state, Instant now) {
    return switch (state) {
      case Existing known -> {
        requireSame(command, known.terms().agreed());
        yield List.of();
      }
      case Uncreated _ -> {
        requireSensible(command);
        yield List.of(created(command, now.toEpochMilli() + command.times().funding().toMillis()));
      }
    };
  }

  private static void requireSensible(CreateOrder command) {
    if (command.price().signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "A price is greater than zero.");
    }
    command.buyer().accountId().requireNoPot();
    command.seller().accountId().requireNoPot();
    if (command.buyer().userId().equals(command.seller().userId())
        || command.buyer().accountId().equals(command.seller().accountId())) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Nobody buys from themselves.");
    }
    if (command.mode() == PaymentMode.MPESA) {
      Shillings.of(command.price());
      if (command.phone() == null) {
        throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Who pays by M-Pesa has a phone.");
      }
    }
  }

  private static OrderCreated created(CreateOrder command, long dueAtMillis) {
    OrderTimes times = command.times();
    return new OrderCreated(
        command.targetId(),
        command.buyer().userId().value(),
        command.buyer().accountId().value(),
        command.seller().userId().value(),
        command.seller().accountId().value(),
        command.mode() == PaymentMode.CONTRACT ? null : command.orderId().pot().value(),
        command.item().reference(),
        command.item().title(),
        Cid.text(command.item().metadata()),
        command.price().asset().code(),
        command.price().digits(),
        command.mode().name(),
        times.funding().toMillis(),
        times.shipping().toMillis(),
        times.confirmation().toMillis(),
        times.disputeWindow().toMillis(),
        times.answer().toMillis(),
        times.decision().toMillis(),
        times.appeal().toMillis(),
        Sealed.text(command.deliveryAddress()),
        Sealed.text(command.phone()),
        dueAtMillis);
  }

  /** What is sealed differs each time, and the moment is that of the first asking. */
  private static void requireSame(CreateOrder command, OrderCreated known) {
    if (!unsealed(created(command, known.dueAtMillis())).equals(unsealed(known))) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "An order with this id has other terms.");
    }
  }

  private static OrderCreated unsealed(OrderCreated e) {
    return new OrderCreated(
        e.orderId(),
        e.buyerId(),
        e.buyerAccountId(),
        e.sellerId(),
        e.sellerAccountId(),
        e.potAccountId(),
        e.itemReference(),
        e.title(),
        e.metadataCid(),
        e.asset(),
        e.price(),
        e.mode(),
        e.fundingMillis(),
        e.shippingMillis(),
        e.confirmationMillis(),
        e.disputeWindowMillis(),
        e.answerMillis(),
        e.decisionMillis(),
        e.appealMillis(),
        null,
        null,
        e.dueAtMillis());
  }

  private static List<OrderEvent> ship(ShipOrder command, Existing order, Instant now) {
    order.terms().requireSeller(command.by());
    order.terms().requireKeptHere();
    return switch (order.stage()) {
      case Funded _ ->
          List.of(
              new OrderShipped(
                  command.targetId(),
                  command.tracking().value(),
                  now.toEpochMilli(),
                  now.toEpochMilli() + order.terms().agreed().confirmationMillis()));
      case Shipped it -> {
        if (!command.tracking().value().equals(it.trackingCid())) {
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT, "It was shipped with another tracking.");
        }
        yield List.of();
      }
      case Created _, Delivered _, Disputed _, Ended _ ->
          throw wrongState("It is not to be shipped, not yet or no longer.");
    };
  }

  private static List<OrderEvent> confirmDelivery(
      ConfirmDelivery command, Existing order, Instant now) {
    order.terms().requireBuyer(command.by());
    order.terms().requireKeptHere();
    return switch (order.stage()) {
      case Shipped _ ->
          List.of(
              new OrderDelivered(
                  command.targetId(),
                  now.toEpochMilli() + order.terms().agreed().disputeWindowMillis()));
      case Delivered _ -> List.of();
      case Created _, Funded _, Disputed _, Ended _ ->
          throw wrongState("There is nothing on its way.");
    };
  }

  private static List<OrderEvent> release(ReleaseOrder command, Existing order) {
    order.terms().requireBuyer(command.by());
    order.terms().requireKeptHere();
    return switch (order.stage()) {
      case Shipped _, Delivered _ -> DeadlineDecider.released(order, ReleaseCause.BUYER);
      case Released _ -> List.of();
      case Created _, Funded _, Disputed _, Cancelled _, Expired _, Resolved _ ->
          throw wrongState("It may not be released, not yet or no longer.");
    };
  }

  private static List<OrderEvent> cancel(CancelOrder command, Existing order) {
    Terms terms = order.terms();
    terms.requireParty(command.by());
    terms.requireKeptHere();
    String by = command.by().value();
    return switch (order.stage()) {
      case Created _ -> cancelled(order, by, side(terms, by));
      case Funded it -> {
        if (!terms.isBuyer(by)) {
          yield cancelled(order, by, CancelCause.SELLER);
        }
        yield it.buyerAsksToCancel() ? List.of() : asked(command);
      }
      case Shipped it -> together(command, it.cancelAskedBy(), order);
      case Delivered it -> together(command, it.cancelAskedBy(), order);
      case Cancelled _ -> List.of();
      case Disputed _, Released _, Expired _, Resolved _ ->
          throw wrongState("It can no longer be cancelled.");
    };
  }

  private static List<OrderEvent> together(
      CancelOrder command, @Nullable String askedBy, Existing order) {
    String by = command.by().value();
    if (askedBy == null) {
      return asked(command);
    }
    return askedBy.equals(by) ? List.of() : cancelled(order, by, CancelCause.BOTH);
  }

  private static List<OrderEvent> asked(CancelOrder command) {
    return List.of(new OrderCancellationAsked(command.targetId(), command.by().value()));
  }

  private static List<OrderEvent> cancelled(Existing order, String by, CancelCause cause) {
    return Payouts.end(
        new OrderCancelled(order.terms().agreed().orderId(), by, cause.name()),
        order,
        PayoutCause.CANCELLED,
        Shares.allToBuyer(order.pot().balance()));
  }

  private static CancelCause side(Terms terms, String by) {
    return terms.isBuyer(by) ? CancelCause.BUYER : CancelCause.SELLER;
  }

  private static Rejection wrongState(String reason) {
    return new Rejection(ErrorCode.WRONG_STATE, reason);
  }
}
