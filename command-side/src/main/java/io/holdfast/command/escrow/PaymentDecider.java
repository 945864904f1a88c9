package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.PayoutCause;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Ended;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How an order is paid. Pure. A pot has what is final, and nothing else: so no reorganisation ever
 * takes anything out of it, and an order once funded stays so. What the order does not need leaves
 * the pot in the decision in which it comes, for the buyer: EXCESS while the order goes on, LATE
 * after its end.
 */
public final class PaymentDecider {
  /** Of one order, seen and final. */
  static final int MAX_PAYMENTS = 1_000;

  private PaymentDecider() {}

  /**
   * What an address is given out for: an order that waits for its price, paid by a chain.
   *
   * @throws Rejection FORBIDDEN, WRONG_STATE or MALFORMED_REQUEST
   */
  public static OrderCreated requireDueByChain(UserId by, Asset asset, Existing order) {
    Terms terms = order.terms();
    terms.requireBuyer(by);
    if (terms.mode() != PaymentMode.CHAIN) {
      throw wrongState("This order is not paid by a chain.");
    }
    terms.requireAsset(asset);
    if (!(order.stage() instanceof Created)) {
      throw wrongState("It no longer waits for a payment.");
    }
    return terms.agreed();
  }

  static List<OrderEvent> pay(PayOrder command, Existing order, Instant now) {
    Terms terms = order.terms();
    terms.requireBuyer(command.by());
    if (terms.mode() != PaymentMode.BALANCE) {
      throw wrongState("This order is not paid from a balance.");
    }
    PaymentId payment = PaymentId.fromBalance(command.orderId());
    if (order.pot().paid().containsKey(payment.value())) {
      return List.of();
    }
    if (!(order.stage() instanceof Created)) {
      throw wrongState("It no longer waits for a payment.");
    }
    return List.of(
        paid(order, payment, terms.agreed().buyerAccountId(), terms.price()), funded(order, now));
  }

  static List<OrderEvent> report(ReportOrderPayment command, Existing order) {
    requirePayment(order, command.amount());
    Pot pot = order.pot();
    String payment = command.paymentId().value();
    if (pot.paid().containsKey(payment) || !(order.stage() instanceof Created)) {
      return List.of();
    }
    BigInteger known = pot.seen().get(payment);
    if (known != null) {
      requireSame(known, command.amount());
      return List.of();
    }
    requireRoom(pot);
    return List.of(
        new OrderPaymentSeen(
            command.targetId(),
            payment,
            command.amount().asset().code(),
            command.amount().digits()));
  }

  static List<OrderEvent> lose(LoseOrderPayment command, Existing order) {
    requirePaidFromOutside(order);
    String payment = command.paymentId().value();
    if (order.pot().paid().containsKey(payment)) {
      throw wrongState("It is final.");
    }
    return order.pot().seen().containsKey(payment)
        ? List.of(new OrderPaymentLost(command.targetId(), payment))
        : List.of();
  }

  static List<OrderEvent> confirm(ConfirmOrderPayment command, Existing order, Instant now) {
    requirePayment(order, command.amount());
    BigInteger known = order.pot().paid().get(command.paymentId().value());
    if (known != null) {
      requireSame(known, command.amount());
      return List.of();
    }
    if (!order.pot().seen().containsKey(command.paymentId().value())) {
      requireRoom(order.pot());
    }
    return counted(command, order, now);
  }

  private static List<OrderEvent> counted(
      ConfirmOrderPayment command, Existing order, Instant now) {
    BigInteger amount = command.amount().minor();
    BigInteger wanted = wanted(order);
    String world = AccountId.world(command.amount().asset().rail()).value();
    List<OrderEvent> events = new ArrayList<>();
    events.add(paid(order, command.paymentId(), world, amount));
    if (wanted.signum() > 0 && amount.compareTo(wanted) >= 0) {
      events.add(funded(order, now));
    }
    BigInteger unneeded = amount.subtract(wanted);
    if (unneeded.signum() > 0) {
      PayoutCause cause = order.stage() instanceof Ended ? PayoutCause.LATE : PayoutCause.EXCESS;
      BigInteger kept = order.pot().balance().add(wanted);
      events.add(Payouts.payout(order, cause, Shares.allToBuyer(unneeded), kept));
    }
    return List.copyOf(events);
  }

  /** One payment for each order, for a contract has room for no other. */
  static List<OrderEvent> record(RecordOrderPayment command, Existing order) {
    String payment = command.paymentId().value();
    String known = order.pot().recorded();
    if (known == null) {
      if (!order.pot().paid().containsKey(payment)) {
        throw wrongState("It counts no such payment.");
      }
      return List.of(
          new OrderPaymentRecorded(
              command.targetId(),
              payment,
              command.rail(),
              command.transaction(),
              command.block().height(),
              command.block().hash()));
    }
    if (!known.equals(payment)) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "Another payment of it is on record.");
    }
    return List.of();
  }

  /**
   * What the order still lacks beyond what is seen, or where that is enough, beyond what is final.
   * Zero where it waits no more.
   */
  public static BigInteger missing(Existing order) {
    BigInteger wanted = wanted(order);
    BigInteger seen = order.pot().seen().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger unseen = wanted.subtract(seen);
    return unseen.signum() > 0 ? unseen : wanted;
  }

  /** How much is still missing. */
  private static BigInteger wanted(Existing order) {
    return order.stage() instanceof Created
        ? order.terms().price().subtract(order.pot().balance())
        : BigInteger.ZERO;
  }

  private static OrderPaid paid(Existing order, PaymentId payment, String from, BigInteger amount) {
    return new OrderPaid(
        order.terms().agreed().orderId(),
        payment.value(),
        from,
        payment.entry().value(),
        order.terms().agreed().asset(),
        amount.toString(),
        order.pot().balance().add(amount).toString());
  }

  private static OrderFunded funded(Existing order, Instant now) {
    OrderCreated agreed = order.terms().agreed();
    return new OrderFunded(agreed.orderId(), now.toEpochMilli() + agreed.shippingMillis());
  }

  private static void requirePayment(Existing order, Money amount) {
    requirePaidFromOutside(order);
    order.terms().requireAsset(amount);
    if (amount.signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "A payment is greater than zero.");
    }
  }

  private static void requirePaidFromOutside(Existing order) {
    if (!order.terms().isPaidFromOutside()) {
      throw wrongState("This order is not paid by a rail.");
    }
  }

  private static void requireSame(BigInteger known, Money amount) {
    if (!known.equals(amount.minor())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "This payment was of another amount.");
    }
  }

  private static void requireRoom(Pot pot) {
    if (pot.paid().size() + pot.seen().size() >= MAX_PAYMENTS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_PAYMENTS, "An order has at most " + MAX_PAYMENTS + " payments.");
    }
  }

  private static Rejection wrongState(String reason) {
    return new Rejection(ErrorCode.WRONG_STATE, reason);
  }
}
