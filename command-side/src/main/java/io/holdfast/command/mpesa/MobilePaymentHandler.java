package io.holdfast.command.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.FailMobilePayment;
import io.holdfast.api.mpesa.LeaveMobilePayment;
import io.holdfast.api.mpesa.MobilePaymentCommand;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.ReceiptClaimed;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.command.Aggregates;
import io.holdfast.command.Aggregates.Loaded;
import io.holdfast.command.escrow.OrdersPaid;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Carries out what is asked of mobile payments. That one succeeded, that its order counts it, and
 * that a receipt by which a person credits it is no other payment's, are one append. Locks: order,
 * then its mobile payments, then receipt; then what the order takes.
 */
public final class MobilePaymentHandler {
  private final Aggregates<MobilePaymentsAggregate, MobilePayments, MobilePaymentEvent> payments;
  private final Aggregates<ReceiptAggregate, String, ReceiptClaimed> receipts;
  private final OrdersPaid orders;
  private final Assets assets;
  private final Clock clock;

  public MobilePaymentHandler(
      Aggregates<MobilePaymentsAggregate, MobilePayments, MobilePaymentEvent> payments,
      Aggregates<ReceiptAggregate, String, ReceiptClaimed> receipts,
      OrdersPaid orders,
      Assets assets,
      Clock clock) {
    this.payments = payments;
    this.receipts = receipts;
    this.orders = orders;
    this.assets = assets;
    this.clock = clock;
  }

  /** Answers with the id of the payment to which the phone may answer. */
  @CommandHandler
  String handle(RequestMobilePayment command) {
    OrderCreated order = orders.requireMobile(command.orderId(), command.by());
    var known = payments.load(command.targetId());
    if (known.state().find(command.mobilePaymentId()) != null) {
      return command.mobilePaymentId().value();
    }
    orders.requireWaiting(command.orderId());
    Shillings.of(new Money(assets.require(order.asset()), new BigInteger(order.price())));
    Instant now = clock.instant();
    known.record(MobilePaymentDecider.request(command, order, known.state(), now));
    return known
        .state()
        .onThePhone(now.toEpochMilli())
        .orElseThrow(() -> new IllegalStateException("nothing waits after it was asked for"))
        .asked()
        .mobilePaymentId();
  }

  @CommandHandler
  void handle(RecordMobilePush command) {
    decide(command, MobilePaymentDecider::push);
  }

  @CommandHandler
  void handle(LeaveMobilePayment command) {
    decide(command, MobilePaymentDecider::leave);
  }

  @CommandHandler
  void handle(FailMobilePayment command) {
    decide(command, MobilePaymentDecider::fail);
  }

  @CommandHandler
  void handle(SucceedMobilePayment command) {
    decide(command, MobilePaymentDecider::succeed);
  }

  /** Answers with the state after it, which the rail tells a moment later. */
  @CommandHandler
  MobilePaymentState handle(DecideMobilePayment command) {
    orders.requireNoSide(command.orderId(), command.by());
    decide(command, MobilePaymentDecider::decide);
    return load(command).state().require(command.mobilePaymentId()).state();
  }

  @CommandHandler
  void handle(ClaimReceipt command) {
    decide(command, MobilePaymentDecider::claim);
  }

  private <C extends MobilePaymentCommand> void decide(
      C command, BiFunction<C, MobilePayments, List<MobilePaymentEvent>> decision) {
    var known = load(command);
    List<MobilePaymentEvent> events = decision.apply(command, known.state());
    for (MobilePaymentEvent event : events) {
      if (event instanceof MobilePaymentReceiptTold told) {
        claim(told);
      }
    }
    known.record(events);
    for (MobilePaymentEvent event : events) {
      if (event instanceof MobilePaymentSucceeded succeeded) {
        orders.confirm(
            new ConfirmOrderPayment(
                command.orderId(),
                new PaymentId(succeeded.paymentId()),
                new Money(assets.require(succeeded.asset()), new BigInteger(succeeded.amount()))),
            clock.instant());
      }
    }
  }

  private void claim(MobilePaymentReceiptTold told) {
    receipts.decide(
        ReceiptClaimed.streamOf(new Receipt(told.receipt())), holder -> claimed(told, holder));
  }

  private static List<ReceiptClaimed> claimed(MobilePaymentReceiptTold told, String holder) {
    if (!holder.isEmpty()) {
      throw new Rejection(ErrorCode.ALREADY_EXISTS_DIFFERENT, "This receipt is another payment's.");
    }
    return List.of(new ReceiptClaimed(told.receipt(), told.orderId(), told.mobilePaymentId()));
  }

  private Loaded<MobilePaymentsAggregate, MobilePayments, MobilePaymentEvent> load(
      MobilePaymentCommand command) {
    orders.lock(command.orderId());
    return payments.load(command.targetId());
  }
}
