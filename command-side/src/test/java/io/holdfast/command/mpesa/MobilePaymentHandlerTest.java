package io.holdfast.command.mpesa;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.mpesa.Mobiles.BUYER;
import static io.holdfast.command.mpesa.Mobiles.BUYERS;
import static io.holdfast.command.mpesa.Mobiles.FIRST;
import static io.holdfast.command.mpesa.Mobiles.NOW;
import static io.holdfast.command.mpesa.Mobiles.ORDER;
import static io.holdfast.command.mpesa.Mobiles.PRICE;
import static io.holdfast.command.mpesa.Mobiles.SECOND;
import static io.holdfast.command.mpesa.Mobiles.SELLER;
import static io.holdfast.command.mpesa.Mobiles.SELLERS;
import static io.holdfast.command.mpesa.Mobiles.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentRequested;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.ReceiptClaimed;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.api.mpesa.UnresolvedCause;
import io.holdfast.api.user.UserId;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mobile payments over a real bus, with the order that they pay. */
class MobilePaymentHandlerTest {
  private static final OrderId OTHER = new OrderId("order:2");

  private final TestClock clock = new TestClock(NOW);
  private final TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @BeforeEach
  void anOrder() {
    ledger.send(new OpenAccount(BUYERS, BUYER.value(), "Bea"));
    ledger.send(new OpenAccount(SELLERS, SELLER.value(), "Sam"));
    ledger.send(Mobiles.order(ORDER));
    ledger.send(Mobiles.order(OTHER));
  }

  @Test
  void asksForThePriceOnThePhoneOfTheOrder() {
    assertThat(ledger.send(ask(FIRST)))
        .containsExactly(
            new MobilePaymentRequested(
                ORDER.value(),
                FIRST.value(),
                BUYER.value(),
                Mobiles.PHONE.value(),
                "KES",
                "150000",
                NOW.toEpochMilli(),
                NOW.plus(MobilePaymentDecider.ON_THE_PHONE).toEpochMilli()));
    assertThat(ledger.send(ask(FIRST))).isEmpty();
  }

  @Test
  void asksOnceAtATime() {
    assertThat(ledger.ask(ask(FIRST))).isEqualTo(FIRST.value());
    assertThat(ledger.ask(ask(SECOND))).isEqualTo(FIRST.value());
    ledger.send(Mobiles.unresolved(UnresolvedCause.NO_ANSWER));
    assertThat(ledger.ask(ask(SECOND))).isEqualTo(FIRST.value());

    clock.pass(MobilePaymentDecider.ON_THE_PHONE);
    assertThat(ledger.ask(ask(SECOND))).isEqualTo(SECOND.value());
  }

  @Test
  void asksAgainAtOnceWhatFailed() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.failed("1032"));

    assertThat(ledger.ask(ask(SECOND))).isEqualTo(SECOND.value());
    assertThat(ledger.ask(ask(FIRST))).isEqualTo(FIRST.value());
  }

  @Test
  void waitsForThePhoneWhereAnotherResultMayFollow() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.timedOut());
    assertThat(ledger.ask(ask(SECOND))).isEqualTo(FIRST.value());

    clock.pass(MobilePaymentDecider.ON_THE_PHONE);
    assertThat(ledger.ask(ask(SECOND))).isEqualTo(SECOND.value());
  }

  @Test
  void asksNobodyForEver() {
    for (int i = 0; i < MobilePaymentDecider.MOST_PAYMENTS; i++) {
      ledger.send(ask(new MobilePaymentId("mobile-payment:n" + i)));
      clock.pass(MobilePaymentDecider.ON_THE_PHONE);
    }
    assertRefused(ErrorCode.TOO_MANY_PAYMENTS, () -> ledger.send(ask(FIRST)));
  }

  @Test
  void asksTheBuyerAloneAndOnlyWhileTheOrderWaits() {
    assertRefused(
        ErrorCode.FORBIDDEN, () -> ledger.send(new RequestMobilePayment(ORDER, FIRST, SELLER)));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> ledger.send(new RequestMobilePayment(new OrderId("order:3"), FIRST, BUYER)));
    ledger.send(new CancelOrder(ORDER, BUYER));
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(ask(FIRST)));
  }

  @Test
  void isPaidAndCountedInOneAppend() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.pushed());

    assertThat(ledger.send(Mobiles.paid(PRICE)))
        .hasSize(5)
        .hasAtLeastOneElementOfType(OrderPaid.class)
        .hasAtLeastOneElementOfType(OrderFunded.class)
        .contains(
            new MobilePaymentSucceeded(
                ORDER.value(), FIRST.value(), "payment:mpesa:1", "KES", "150000"),
            new AmountPosted(
                "account:escrow:1", "entry:payment:mpesa:1", "KES", "150000", "150000", "0"));
    assertThat(ledger.send(Mobiles.paid(PRICE))).isEmpty();
    assertThat(ledger.send(Mobiles.failed("1037"))).isEmpty();
  }

  @Test
  void countsASuccessAfterATimeOut() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.timedOut());

    assertThat(ledger.send(Mobiles.paid(PRICE))).hasAtLeastOneElementOfType(OrderFunded.class);
  }

  @Test
  void givesBackWhatIsPaidTwiceOrTooLate() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.timedOut());
    clock.pass(MobilePaymentDecider.ON_THE_PHONE);
    ledger.send(ask(SECOND));
    ledger.send(new SucceedMobilePayment(ORDER, SECOND, Mobiles.kes(PRICE)));
    ledger.send(Mobiles.paid(PRICE));

    assertThat(ledger.available("account:escrow:1", "KES")).isEqualTo(PRICE);
    assertThat(ledger.available(BUYERS.value(), "KES")).isEqualTo(PRICE);
  }

  @Test
  void neverCountsAnotherAmount() {
    ledger.send(ask(FIRST));
    for (long amount : new long[] {PRICE + 1, PRICE - 1}) {
      assertThat(ledger.send(Mobiles.paid(amount)))
          .noneMatch(OrderPaid.class::isInstance)
          .hasSizeLessThanOrEqualTo(1);
    }
    assertThat(ledger.send(Mobiles.paid(PRICE))).isEmpty();
    assertThat(ledger.available("account:escrow:1", "KES")).isZero();
  }

  @Test
  void aPersonWhoIsNoSideDecidesWhatIsInDoubt() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.paid(PRICE + 100));
    for (var side : new UserId[] {BUYER, SELLER}) {
      assertRefused(
          ErrorCode.FORBIDDEN,
          () ->
              ledger.send(
                  new DecideMobilePayment(
                      ORDER, FIRST, MobileDecision.REFUSE, null, side, "Not mine.")));
    }
    assertThat(ledger.send(Mobiles.credit("NLJ7RT61SV")))
        .hasAtLeastOneElementOfType(OrderFunded.class)
        .contains(
            new ReceiptClaimed("NLJ7RT61SV", ORDER.value(), FIRST.value()),
            new MobilePaymentReceiptTold(ORDER.value(), FIRST.value(), "NLJ7RT61SV"));
    assertThat(ledger.available("account:escrow:1", "KES")).isEqualTo(PRICE);
  }

  @Test
  void aPersonCreditsWhatFailedOrWasLeftOpen() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.failed("1032"));

    assertThat(ledger.send(Mobiles.credit("NLJ7RT61SV")))
        .hasAtLeastOneElementOfType(OrderFunded.class);
    assertThat(ledger.send(Mobiles.receipt("NLJ7RT61SV"))).isEmpty();
  }

  @Test
  void oneReceiptCreditsOnePayment() {
    ledger.send(ask(FIRST));
    ledger.send(Mobiles.unresolved(UnresolvedCause.NO_ANSWER));
    clock.pass(MobilePaymentDecider.ON_THE_PHONE);
    ledger.send(ask(SECOND));
    ledger.send(new SucceedMobilePayment(ORDER, SECOND, Mobiles.kes(PRICE)));
    ledger.send(new ClaimReceipt(ORDER, SECOND, new Receipt("NLJ7RT61SV")));
    int before = ledger.log().size();

    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(Mobiles.credit("NLJ7RT61SV")));
    assertThat(ledger.log()).hasSize(before);
    assertThat(ledger.available(BUYERS.value(), "KES")).isZero();
  }

  @Test
  void toCreditTakesAReceiptAndToRefuseTakesNone() {
    for (MobileDecision decision : MobileDecision.values()) {
      Receipt receipt = decision == MobileDecision.REFUSE ? new Receipt("NLJ7RT61SV") : null;
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () ->
              new DecideMobilePayment(ORDER, FIRST, decision, receipt, Mobiles.OLIVIA, "Because."));
    }
  }

  @Test
  void givesAReceiptToOnePayment() {
    ledger.send(ask(FIRST));
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(Mobiles.receipt("NLJ7RT61SV")));
    ledger.send(Mobiles.paid(PRICE));
    assertThat(ledger.send(Mobiles.receipt("NLJ7RT61SV")))
        .hasSize(2)
        .contains(new ReceiptClaimed("NLJ7RT61SV", ORDER.value(), FIRST.value()));
    assertThat(ledger.send(Mobiles.receipt("NLJ7RT61SV"))).isEmpty();
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(Mobiles.receipt("NLJ7RT61SW")));

    ledger.send(new RequestMobilePayment(OTHER, SECOND, BUYER));
    ledger.send(new SucceedMobilePayment(OTHER, SECOND, Mobiles.kes(PRICE)));
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> ledger.send(new ClaimReceipt(OTHER, SECOND, new Receipt("NLJ7RT61SV"))));
  }
}
