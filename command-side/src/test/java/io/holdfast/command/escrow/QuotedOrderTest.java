package io.holdfast.command.escrow;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static io.holdfast.command.escrow.Orders.kes;
import static io.holdfast.command.escrow.Orders.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderQuoted;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Money;
import io.holdfast.api.quote.MakeQuote;
import io.holdfast.api.quote.QuoteId;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.quote.QuoteUsed;
import io.holdfast.api.quote.Rate;
import io.holdfast.api.user.UserId;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotes, and orders by them, over a real bus. */
class QuotedOrderTest {
  private static final QuoteId QUOTE = new QuoteId("quote:1");
  private static final Money NAMED = money(15_000);
  private static final Money WORTH = kes(195_100);
  private static final Rate RATE =
      new Rate(new BigDecimal("13000000.25"), "settings", NOW.toEpochMilli() - 1_000);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final TestClock clock = new TestClock(NOW);
  private final TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @BeforeEach
  void openAccounts() {
    ledger.send(new OpenAccount(BUYERS, BUYER.value(), "Bea"));
    ledger.send(new OpenAccount(SELLERS, SELLER.value(), "Sam"));
  }

  @Test
  void saysWhatAnAmountIsAtWhichRateOfWhomAndUntilWhen() {
    long now = NOW.toEpochMilli();
    assertThat(ledger.send(quote(NAMED)))
        .containsExactly(
            new QuoteMade(
                "quote:1",
                BUYER.value(),
                "BTC",
                "15000",
                "KES",
                "195100",
                "13000000.25",
                "UP_TO_WHOLE_UNIT",
                "settings",
                now - 1_000,
                now,
                now + 300_000));
  }

  @Test
  void standsAtItsFirstRateHoweverOftenItIsAskedFor() {
    ledger.send(quote(NAMED));
    Rate later = new Rate(BigDecimal.TEN, "settings", NOW.toEpochMilli());

    assertThat(ledger.send(new MakeQuote(QUOTE, BUYER, NAMED, TestLedger.KES, later, FIVE_MINUTES)))
        .isEmpty();
    assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(quote(money(15_001))));
    assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(quoteOf(SELLER)));
  }

  @Test
  void isInWholeShillingsThatMPesaMoves() {
    assertRefused(ErrorCode.AMOUNT_TOO_LARGE, () -> ledger.send(quote(money(1_923_077))));
    assertThat(ledger.send(quote(money(1_923_076)))).hasSize(1);
    assertRefused(
        ErrorCode.UNKNOWN_PAIR,
        () ->
            ledger.send(
                new MakeQuote(
                    new QuoteId("quote:2"), BUYER, NAMED, Orders.BTC, RATE, FIVE_MINUTES)));
    assertRefused(
        ErrorCode.UNKNOWN_PAIR,
        () ->
            ledger.send(
                new MakeQuote(
                    new QuoteId("quote:2"), BUYER, WORTH, TestLedger.KES, RATE, FIVE_MINUTES)));
  }

  @Test
  void anOrderUsesItInTheAppendThatMakesTheOrder() {
    ledger.send(quote(NAMED));

    assertThat(ledger.send(order(ID)))
        .hasSize(4)
        .contains(new QuoteUsed("quote:1", "order:1"))
        .contains(
            new OrderQuoted(
                "order:1",
                "quote:1",
                "BTC",
                "15000",
                "13000000.25",
                "UP_TO_WHOLE_UNIT",
                "settings",
                NOW.toEpochMilli() - 1_000))
        .hasAtLeastOneElementOfType(AccountOpened.class)
        .filteredOn(OrderCreated.class::isInstance)
        .singleElement()
        .extracting(event -> ((OrderCreated) event).price())
        .isEqualTo("195100");
  }

  @Test
  void theSameOrderAgainIsQuietEvenWhenTheQuoteHasExpired() {
    ledger.send(quote(NAMED));
    ledger.send(order(ID));
    clock.pass(Duration.ofDays(1));

    assertThat(ledger.send(order(ID))).isEmpty();
  }

  @Test
  void anOrderThatIsThereIsNotByAnotherQuote() {
    ledger.send(quote(NAMED));
    ledger.send(wish(ID));

    assertRefusedWithoutTrace(ErrorCode.ALREADY_EXISTS_DIFFERENT, order(ID));
  }

  @Test
  void oneQuoteMakesOneOrder() {
    ledger.send(quote(NAMED));
    ledger.send(order(ID));

    assertRefusedWithoutTrace(ErrorCode.QUOTE_USED, order(new OrderId("order:2")));
  }

  @Test
  void holdsUntilItExpiresAndNotOneMillisecondLonger() {
    ledger.send(quote(NAMED));
    clock.pass(FIVE_MINUTES);
    assertRefusedWithoutTrace(ErrorCode.QUOTE_EXPIRED, order(ID));

    clock.pass(Duration.ofMillis(-1));
    assertThat(ledger.send(order(ID))).hasSize(4);
  }

  @Test
  void isItsOwners() {
    ledger.send(quoteOf(SELLER));
    assertRefusedWithoutTrace(ErrorCode.FORBIDDEN, order(ID));
  }

  @Test
  void isForWhatWasQuotedToTheMinorUnit() {
    ledger.send(quote(NAMED));
    CreateOrder wish = wish(ID);
    assertRefusedWithoutTrace(
        ErrorCode.QUOTE_MISMATCH, new CreateOrderByQuote(QUOTE, money(15_001), wish));
    assertRefusedWithoutTrace(
        ErrorCode.QUOTE_MISMATCH,
        new CreateOrderByQuote(QUOTE, NAMED, Orders.byMobileMoney(kes(195_000))));
    assertRefusedWithoutTrace(
        ErrorCode.QUOTE_MISMATCH,
        new CreateOrderByQuote(QUOTE, NAMED, Orders.wish(PaymentMode.BALANCE)));
    assertThat(ledger.send(order(ID))).hasSize(4);
  }

  @Test
  void isNotUsedByAnOrderThatIsRefused() {
    ledger.send(quote(NAMED));
    CreateOrder wish = wish(ID);
    CreateOrder phoneless =
        new CreateOrder(
            ID,
            wish.buyer(),
            wish.seller(),
            wish.item(),
            wish.price(),
            wish.mode(),
            wish.times(),
            null,
            null);
    assertRefusedWithoutTrace(
        ErrorCode.MALFORMED_REQUEST, new CreateOrderByQuote(QUOTE, NAMED, phoneless));

    assertThat(ledger.send(order(ID))).hasSize(4);
  }

  @Test
  void isThereBeforeAnOrderIsMadeByIt() {
    assertRefusedWithoutTrace(ErrorCode.NOT_FOUND, order(ID));
  }

  private void assertRefusedWithoutTrace(ErrorCode code, Command command) {
    int before = ledger.log().size();
    assertRefused(code, () -> ledger.send(command));
    assertThat(ledger.log()).hasSize(before);
  }

  private static MakeQuote quote(Money from) {
    return new MakeQuote(QUOTE, BUYER, from, TestLedger.KES, RATE, FIVE_MINUTES);
  }

  private static MakeQuote quoteOf(UserId by) {
    return new MakeQuote(QUOTE, by, NAMED, TestLedger.KES, RATE, FIVE_MINUTES);
  }

  private static CreateOrderByQuote order(OrderId id) {
    return new CreateOrderByQuote(QUOTE, NAMED, wish(id));
  }

  private static CreateOrder wish(OrderId id) {
    CreateOrder wish = Orders.byMobileMoney(WORTH);
    return new CreateOrder(
        id,
        wish.buyer(),
        wish.seller(),
        wish.item(),
        wish.price(),
        wish.mode(),
        wish.times(),
        wish.deliveryAddress(),
        wish.phone());
  }
}
