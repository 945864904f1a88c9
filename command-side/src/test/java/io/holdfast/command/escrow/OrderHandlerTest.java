package io.holdfast.command.escrow;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.OLIVIA;
import static io.holdfast.command.escrow.Orders.PRICE;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static io.holdfast.command.escrow.Orders.TIMES;
import static io.holdfast.command.escrow.Orders.passes;
import static io.holdfast.command.escrow.Orders.payment;
import static io.holdfast.command.escrow.Orders.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.api.Command;
import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders over a real bus, with the accounts that they move. */
class OrderHandlerTest {
  private static final long START = 5_000;

  private final TestClock clock = new TestClock(NOW);
  private final TestLedger ledger = new TestLedger(new TestRails(2, 6), clock);

  @BeforeEach
  void openAccounts() {
    ledger.send(new OpenAccount(BUYERS, BUYER.value(), "Bea"));
    ledger.send(new OpenAccount(SELLERS, SELLER.value(), "Sam"));
    ledger.send(entry("entry:fund", EntryKind.DEPOSIT, AccountId.world("bitcoin"), BUYERS, START));
  }

  @Test
  void opensAPotThatNobodyWhoCanSignInOwns() {
    assertThat(ledger.send(wish(PaymentMode.BALANCE)))
        .hasSize(2)
        .contains(new AccountOpened("account:escrow:1", "order:1", "Escrow"))
        .hasAtLeastOneElementOfType(OrderCreated.class);
    assertThat(ledger.send(wish(PaymentMode.BALANCE))).isEmpty();
  }

  @Test
  void opensNoPotForAContract() {
    assertThat(ledger.send(wish(PaymentMode.CONTRACT))).hasSize(1);
    assertThat(ledger.send(Orders.says(ContractStep.FUNDED))).hasSize(2);
    assertThat(ledger.log()).noneMatch(e -> e.streamId().equals("account:escrow:1"));
  }

  @Test
  void isKeptByNoContractWhereThereIsNone() {
    CreateOrder wish = wish(PaymentMode.CONTRACT);
    CreateOrder elsewhere =
        new CreateOrder(
            ID,
            wish.buyer(),
            wish.seller(),
            wish.item(),
            Money.of(new Asset("XYZ", 8, "elsewhere"), PRICE),
            wish.mode(),
            TIMES,
            null,
            null);

    assertRefusedWithoutTrace(ErrorCode.MALFORMED_REQUEST, elsewhere);
  }

  @Test
  void isBetweenTheOwnersOfTheAccounts() {
    AccountId other = new AccountId("account:other");
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(soldFrom(other)));
    ledger.send(new OpenAccount(other, "user:eve", "Eve"));
    assertRefused(ErrorCode.FORBIDDEN, () -> ledger.send(soldFrom(other)));
    assertRefused(ErrorCode.NOT_FOUND, () -> ledger.send(Orders.pay()));
  }

  @Test
  void isPaidFromABalanceInOneAppend() {
    ledger.send(wish(PaymentMode.BALANCE));

    assertThat(ledger.send(Orders.pay()))
        .hasSize(5)
        .hasAtLeastOneElementOfType(OrderPaid.class)
        .hasAtLeastOneElementOfType(OrderFunded.class)
        .contains(
            new AmountPosted(BUYERS.value(), "entry:payment:order:1", "BTC", "-1001", "3999", "0"),
            new AmountPosted(
                "account:escrow:1", "entry:payment:order:1", "BTC", "1001", "1001", "0"));
    assertThat(ledger.send(Orders.pay())).isEmpty();
    assertBalances(START - PRICE, PRICE, 0);
  }

  @Test
  void isNotPaidWithWhatIsNotThere() {
    ledger.send(wish(PaymentMode.BALANCE));
    ledger.send(
        new PlaceHold(BUYERS, new HoldId("hold:1"), Orders.money(START - PRICE + 1), "withdrawal"));

    assertRefusedWithoutTrace(ErrorCode.INSUFFICIENT_FUNDS, Orders.pay());
    assertThat(ledger.send(Orders.cancel(BUYER))).hasSize(1);
  }

  @Test
  void goesFromCreationToRelease() {
    send(wish(PaymentMode.BALANCE), Orders.pay(), Orders.ship(), Orders.delivered());

    assertThat(ledger.send(Orders.release())).hasSize(5);
    assertBalances(START - PRICE, 0, PRICE);
  }

  @Test
  void splitsToTheLastUnit() {
    send(wish(PaymentMode.BALANCE), Orders.pay(), Orders.ship());
    send(Orders.complain(BUYER), Orders.answer(SELLER), Orders.decide(OLIVIA, 333));
    clock.pass(TIMES.appeal());

    assertThat(ledger.send(passes(OrderDeadline.APPEAL))).hasSize(6);
    assertBalances(START - 333, 0, 333);
  }

  @Test
  void countsAPaymentFromOutsideOnce() {
    ledger.send(wish(PaymentMode.CHAIN));
    ledger.send(Orders.paid("tx:0", 1_001));

    assertThat(ledger.send(Orders.paid("tx:0", 1_001))).isEmpty();
    assertBalances(START, PRICE, 0);
  }

  @Test
  void countsAPaymentForOneOrderOnly() {
    OrderId other = new OrderId("order:2");
    ledger.send(wish(PaymentMode.CHAIN));
    ledger.send(wish(other, PaymentMode.CHAIN));
    ledger.send(Orders.paid("receipt", PRICE));

    assertRefusedWithoutTrace(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        new ConfirmOrderPayment(other, payment("receipt"), Orders.money(PRICE)));
  }

  @Test
  void givesTheBuyerWhatIsTooMuchAndTooLate() {
    ledger.send(wish(PaymentMode.CHAIN));
    ledger.send(Orders.paid("tx:0", 1));
    ledger.send(Orders.paid("tx:1", PRICE));
    assertBalances(START + 1, PRICE, 0);

    ledger.send(Orders.cancel(SELLER));
    assertBalances(START + 1 + PRICE, 0, 0);
    ledger.send(Orders.paid("tx:2", 70));
    assertBalances(START + 71 + PRICE, 0, 0);
  }

  @Test
  void keepsAPotFromWhateverElsePeopleAskFor() {
    send(wish(PaymentMode.BALANCE), Orders.pay());
    AccountId pot = ID.pot();
    List<Supplier<Command>> wishes =
        List.of(
            () -> entry("entry:in", EntryKind.TRANSFER, BUYERS, pot, 1),
            () -> entry("entry:out", EntryKind.TRANSFER, pot, BUYERS, 1),
            () -> entry("entry:escrow", EntryKind.ESCROW, pot, SELLERS, 1),
            () -> new OpenAccount(new AccountId(AccountId.POT + "mine"), BUYER.value(), "Mine"),
            () -> new PlaceHold(pot, new HoldId("hold:1"), Orders.money(1), "withdrawal"),
            () -> new AllowDestination(pot, "bitcoin", "bc1dest"),
            () ->
                new RequestDeposit(
                    new DepositRequestId("deposit-request:1"),
                    pot,
                    "BTC",
                    null,
                    Duration.ofHours(1)),
            () ->
                new RequestWithdrawal(
                    new WithdrawalId("withdrawal:1"),
                    pot,
                    Orders.money(PRICE),
                    "bc1dest",
                    BUYER.value()),
            () ->
                new RequestMint(
                    new WithdrawalId("withdrawal:2"), pot, Orders.money(PRICE), OLIVIA.value()));
    int before = ledger.log().size();
    for (Supplier<Command> wish : wishes) {
      assertRefused(ErrorCode.FORBIDDEN, () -> ledger.send(wish.get()));
    }
    assertThat(ledger.log()).hasSize(before);
  }

  /** Between the order and the journal there is nothing: where one can't be, neither is. */
  @Test
  void isReleasedWithItsEntryOrNotAtAll() {
    send(wish(PaymentMode.BALANCE), Orders.pay(), Orders.ship());
    ledger.send(entry("entry:order:1:out-1", EntryKind.TRANSFER, BUYERS, SELLERS, 1));
    int before = ledger.log().size();

    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(() -> ledger.send(Orders.release()));
    assertThat(ledger.log()).hasSize(before);
    assertBalances(START - PRICE - 1, PRICE, 1);
    assertThat(ledger.send(Orders.delivered())).hasSize(1);
  }

  @Test
  void countsAnActBeforeItsDeadlineInTheSameMillisecond() {
    send(wish(PaymentMode.BALANCE), Orders.pay(), Orders.ship());
    clock.pass(TIMES.confirmation());

    assertThat(ledger.send(Orders.delivered())).hasOnlyElementsOfType(OrderDelivered.class);
    assertThat(ledger.send(passes(OrderDeadline.CONFIRMATION))).isEmpty();
    assertBalances(START - PRICE, PRICE, 0);
  }

  @Test
  void countsADeadlineBeforeAnActInTheSameMillisecond() {
    send(wish(PaymentMode.BALANCE), Orders.pay(), Orders.ship());
    clock.pass(TIMES.confirmation());

    assertThat(ledger.send(passes(OrderDeadline.CONFIRMATION)))
        .hasAtLeastOneElementOfType(OrderReleased.class)
        .hasAtLeastOneElementOfType(OrderPaidOut.class);
    assertRefusedWithoutTrace(ErrorCode.WRONG_STATE, Orders.delivered());
    assertRefusedWithoutTrace(ErrorCode.WRONG_STATE, Orders.complain(BUYER));
    assertThat(ledger.send(passes(OrderDeadline.CONFIRMATION))).isEmpty();
    assertBalances(START - PRICE, 0, PRICE);
  }

  @Test
  void tellsADeadlineWhenToComeAgain() {
    send(wish(PaymentMode.BALANCE));
    long due = NOW.plus(TIMES.funding()).toEpochMilli();

    assertThat(ledger.ask(passes(OrderDeadline.FUNDING))).isEqualTo(due);
    assertThat(ledger.ask(passes(OrderDeadline.SHIPPING))).isEqualTo(0L);
    clock.pass(TIMES.funding());
    assertThat(ledger.ask(passes(OrderDeadline.FUNDING))).isEqualTo(0L);
    assertRefusedWithoutTrace(ErrorCode.WRONG_STATE, Orders.pay());
  }

  private void assertRefusedWithoutTrace(ErrorCode code, Command command) {
    List<Event> before = ledger.log();
    assertRefused(code, () -> ledger.send(command));
    assertThat(ledger.log()).isEqualTo(before);
  }

  /** And the journal sums to zero. */
  private void assertBalances(long buyer, long pot, long seller) {
    assertThat(ledger.available(BUYERS.value(), "BTC")).isEqualTo(BigInteger.valueOf(buyer));
    assertThat(ledger.available(ID.pot().value(), "BTC")).isEqualTo(BigInteger.valueOf(pot));
    assertThat(ledger.available(SELLERS.value(), "BTC")).isEqualTo(BigInteger.valueOf(seller));
    BigInteger sum =
        ledger.log().stream()
            .filter(EntryPosted.class::isInstance)
            .flatMap(e -> ((EntryPosted) e).postings().stream())
            .map(line -> new BigInteger(line.amount()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(sum).isZero();
  }

  private void send(Command... commands) {
    for (Command command : commands) {
      ledger.send(command);
    }
  }

  private static CreateOrder soldFrom(AccountId account) {
    var wish = Orders.wish(PaymentMode.BALANCE);
    return new CreateOrder(
        ID,
        wish.buyer(),
        new Party(SELLER, account),
        wish.item(),
        wish.price(),
        wish.mode(),
        TIMES,
        null,
        null);
  }

  private static PostEntry entry(
      String id, EntryKind kind, AccountId from, AccountId to, long amount) {
    return new PostEntry(
        new JournalEntry(
            new EntryId(id),
            kind,
            List.of(
                new Posting(from, Orders.money(-amount)), new Posting(to, Orders.money(amount))),
            id));
  }
}
