package io.holdfast.command.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.FailMobilePayment;
import io.holdfast.api.mpesa.LeaveMobilePayment;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentDecided;
import io.holdfast.api.mpesa.MobilePaymentDoubted;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentFailed;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentPushed;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.MobilePaymentUnresolved;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The machine of a mobile payment. Pure.
 *
 * <p>The columns are RequestMobilePayment (the same again), RecordMobilePush, LeaveMobilePayment,
 * FailMobilePayment, SucceedMobilePayment with the amount that was asked for and with another one,
 * ClaimReceipt, and DecideMobilePayment to credit and to refuse.
 *
 * <pre>
 *              Requ Push Leav Fail Paid Othe Rece Cred Refu
 * Unrequested  R    ?    ?    ?    ?    ?    ?    ?    ?
 * Requested    =    P    U    F    S    D    .    .    .
 * Pushed       =    =    U    F    S    D    .    .    .
 * Unresolved   =    =    +    F    S    D    .    S    .
 * Failed       =    =    =    =    S    D    .    S    .
 * Doubted      =    =    =    =    =    =    .    S    X
 * Succeeded    =    =    =    =    =    +    +    .    .
 * Refused      =    =    =    =    =    =    .    .    =
 * </pre>
 *
 * <p>A letter is the state after it (X: Refused, else the first one); '+': taken, the state stays;
 * '=': quiet; '.': WRONG_STATE; '?': NOT_FOUND. So a success wins over whatever else was said,
 * before it or after it, in any order; and what M-Pesa contradicts itself about waits for a person.
 */
final class MobilePaymentDecider {
  /** Of one order. */
  static final int MOST_PAYMENTS = 50;

  /**
   * After its asking a phone shows it for a minute or two. For so long nobody is asked again,
   * unless the first asking failed for good.
   */
  static final Duration ON_THE_PHONE = Duration.ofMinutes(3);

  private MobilePaymentDecider() {}

  /**
   * The buyer of an order that waits for its price wants to be asked.
   *
   * @throws Rejection TOO_MANY_PAYMENTS
   */
  static List<MobilePaymentEvent> request(
      RequestMobilePayment command, OrderCreated order, MobilePayments state, Instant now) {
    long nowMillis = now.toEpochMilli();
    if (state.find(command.mobilePaymentId()) != null || state.onThePhone(nowMillis).isPresent()) {
      return List.of();
    }
    if (state.byId().size() >= MOST_PAYMENTS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_PAYMENTS,
          "An order is asked for on the phone at most " + MOST_PAYMENTS + " times.");
    }
    return List.of(
        new MobilePaymentRequested(
            order.orderId(),
            command.mobilePaymentId().value(),
            order.buyerId(),
            requirePhone(order),
            order.asset(),
            order.price(),
            nowMillis,
            nowMillis + ON_THE_PHONE.toMillis()));
  }

  private static String requirePhone(OrderCreated order) {
    if (order.phone() == null) {
      throw wrongState("The order names no phone.");
    }
    return order.phone();
  }

  static List<MobilePaymentEvent> push(RecordMobilePush command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    return payment.state() == MobilePaymentState.REQUESTED
        ? List.of(new MobilePaymentPushed(order(payment), id(payment)))
        : List.of();
  }

  static List<MobilePaymentEvent> leave(LeaveMobilePayment command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    String why = command.cause().name() + command.result();
    if (why.equals(payment.unresolved())) {
      return List.of();
    }
    return switch (payment.state()) {
      case REQUESTED, PUSHED, UNRESOLVED ->
          List.of(
              new MobilePaymentUnresolved(
                  order(payment), id(payment), command.cause().name(), command.result()));
      case FAILED, DOUBTED, SUCCEEDED, REFUSED -> List.of();
    };
  }

  static List<MobilePaymentEvent> fail(FailMobilePayment command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    return switch (payment.state()) {
      case REQUESTED, PUSHED, UNRESOLVED ->
          List.of(
              new MobilePaymentFailed(
                  order(payment), id(payment), command.cause().name(), command.result()));
      case FAILED, DOUBTED, SUCCEEDED, REFUSED -> List.of();
    };
  }

  static List<MobilePaymentEvent> succeed(SucceedMobilePayment command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    boolean asAsked =
        command.amount().asset().code().equals(payment.asked().asset())
            && command.amount().minor().equals(payment.amount());
    return switch (payment.state()) {
      case REQUESTED, PUSHED, UNRESOLVED, FAILED ->
          List.of(asAsked ? succeeded(payment) : doubted(command, payment));
      case SUCCEEDED ->
          asAsked || payment.doubted() ? List.of() : List.of(doubted(command, payment));
      case DOUBTED, REFUSED -> List.of();
    };
  }

  private static MobilePaymentSucceeded succeeded(MobilePayment payment) {
    MobilePaymentRequested asked = payment.asked();
    return new MobilePaymentSucceeded(
        asked.orderId(),
        asked.mobilePaymentId(),
        new MobilePaymentId(asked.mobilePaymentId()).paymentId().value(),
        asked.asset(),
        asked.amount());
  }

  private static MobilePaymentDoubted doubted(SucceedMobilePayment command, MobilePayment payment) {
    return new MobilePaymentDoubted(
        order(payment),
        id(payment),
        command.amount().asset().code(),
        payment.asked().amount(),
        command.amount().digits());
  }

  /** That no other payment has this receipt is looked at by the handler. */
  static List<MobilePaymentEvent> claim(ClaimReceipt command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    if (payment.state() != MobilePaymentState.SUCCEEDED) {
      throw wrongState("Only what was paid has a receipt.");
    }
    String receipt = command.receipt().value();
    if (payment.receipt() == null) {
      return List.of(new MobilePaymentReceiptTold(order(payment), id(payment), receipt));
    }
    if (!payment.receipt().equals(receipt)) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "This payment has another receipt already.");
    }
    return List.of();
  }

  /** That no other payment has this receipt is looked at by the handler. */
  static List<MobilePaymentEvent> decide(DecideMobilePayment command, MobilePayments state) {
    MobilePayment payment = state.require(command.mobilePaymentId());
    MobilePaymentDecided decided =
        new MobilePaymentDecided(
            order(payment),
            id(payment),
            command.decision().name(),
            command.by().value(),
            command.reason());
    boolean credit = command.decision() == MobileDecision.CREDIT;
    return switch (payment.state()) {
      case DOUBTED -> credit ? credited(command, decided, payment) : List.of(decided);
      case UNRESOLVED, FAILED -> {
        if (!credit) {
          throw nothingToDecide();
        }
        yield credited(command, decided, payment);
      }
      case REFUSED -> {
        if (credit) {
          throw nothingToDecide();
        }
        yield List.of();
      }
      case REQUESTED, PUSHED, SUCCEEDED -> throw nothingToDecide();
    };
  }

  private static List<MobilePaymentEvent> credited(
      DecideMobilePayment command, MobilePaymentDecided decided, MobilePayment payment) {
    String receipt = Objects.requireNonNull(command.receipt()).value();
    return List.of(
        decided,
        succeeded(payment),
        new MobilePaymentReceiptTold(order(payment), id(payment), receipt));
  }

  private static Rejection nothingToDecide() {
    return wrongState("There is nothing for a person to decide about this payment.");
  }

  private static String order(MobilePayment payment) {
    return payment.asked().orderId();
  }

  private static String id(MobilePayment payment) {
    return payment.asked().mobilePaymentId();
  }

  private static Rejection wrongState(String reason) {
    return new Rejection(ErrorCode.WRONG_STATE, reason);
  }
}
