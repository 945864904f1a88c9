package io.holdfast.command.mpesa;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Money;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.FailMobilePayment;
import io.holdfast.api.mpesa.LeaveMobilePayment;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobileFailure;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.api.mpesa.UnresolvedCause;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.command.TestLedger;
import java.time.Duration;
import java.time.Instant;

/** An order of 1,500 shillings, which Bea pays by M-Pesa. */
final class Mobiles {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final long PRICE = 150_000;
  static final OrderId ORDER = new OrderId("order:1");
  static final MobilePaymentId FIRST = new MobilePaymentId("mobile-payment:1");
  static final MobilePaymentId SECOND = new MobilePaymentId("mobile-payment:2");
  static final UserId BUYER = new UserId("user:bea");
  static final UserId SELLER = new UserId("user:sam");
  static final UserId OLIVIA = new UserId("user:olivia");
  static final AccountId BUYERS = new AccountId("account:bea");
  static final AccountId SELLERS = new AccountId("account:sam");
  static final Sealed PHONE = new Sealed(Sealed.PREFIX + "p".repeat(40));

  private static final Duration DAY = Duration.ofDays(1);

  private Mobiles() {}

  static CreateOrder order(OrderId id) {
    return new CreateOrder(
        id,
        new Party(BUYER, BUYERS),
        new Party(SELLER, SELLERS),
        new Item("lamp-1", "A lamp", null),
        kes(PRICE),
        PaymentMode.MPESA,
        new OrderTimes(DAY, DAY, DAY, DAY, DAY, DAY, DAY),
        null,
        PHONE);
  }

  static Money kes(long cents) {
    return Money.of(TestLedger.KES, cents);
  }

  static RequestMobilePayment ask(MobilePaymentId id) {
    return new RequestMobilePayment(ORDER, id, BUYER);
  }

  static RecordMobilePush pushed() {
    return new RecordMobilePush(ORDER, FIRST);
  }

  static LeaveMobilePayment unresolved(UnresolvedCause cause) {
    return new LeaveMobilePayment(ORDER, FIRST, cause, "");
  }

  static FailMobilePayment failed(String code) {
    return new FailMobilePayment(ORDER, FIRST, MobileFailure.RESULT, code);
  }

  static FailMobilePayment timedOut() {
    return new FailMobilePayment(ORDER, FIRST, MobileFailure.FOR_NOW, "1037");
  }

  static SucceedMobilePayment paid(long cents) {
    return new SucceedMobilePayment(ORDER, FIRST, kes(cents));
  }

  static ClaimReceipt receipt(String receipt) {
    return new ClaimReceipt(ORDER, FIRST, new Receipt(receipt));
  }

  static DecideMobilePayment credit(String receipt) {
    return new DecideMobilePayment(
        ORDER, FIRST, MobileDecision.CREDIT, new Receipt(receipt), OLIVIA, "On the statement.");
  }

  static DecideMobilePayment refuse() {
    return new DecideMobilePayment(
        ORDER, FIRST, MobileDecision.REFUSE, null, OLIVIA, "Not on the statement.");
  }
}
