package io.holdfast.command.escrow;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.PRICE;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static io.holdfast.command.escrow.Orders.TIMES;
import static io.holdfast.command.escrow.Orders.money;
import static io.holdfast.command.escrow.Orders.passes;
import static io.holdfast.command.escrow.Orders.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.EntryPosted.Line;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.FreezeDecision;
import io.holdfast.api.rail.RailState;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Orders paid by a chain that credits after 2 blocks and is final after 6. */
class OrderDepositTest {
  private static final DepositRequestId REQUEST = DepositRequestId.of(ID);
  private static final String POT = "account:escrow:1";
  private static final String WORLD = "boundary:world:bitcoin";
  private static final String SHORTFALL = "boundary:shortfall:bitcoin";
  private static final BlockRef A = new BlockRef(100, "a");
  private static final BlockRef B = new BlockRef(100, "b");
  private static final int FINALITY = 6;

  private final TestClock clock = new TestClock(NOW);
  private final TestLedger ledger = new TestLedger(new TestRails(2, FINALITY), clock);

  OrderDepositTest() {
    ledger.send(new OpenAccount(BUYERS, BUYER.value(), "Bea"));
    ledger.send(new OpenAccount(SELLERS, SELLER.value(), "Sam"));
    ledger.send(wish(PaymentMode.CHAIN));
  }

  @Test
  void givesTheBuyerOneAddressThatIsValidAsLongAsTheOrderWaits() {
    assertThat(ledger.send(asked()))
        .containsExactly(
            new DepositRequested(
                "deposit-request:order:1",
                BUYERS.value(),
                "bitcoin",
                "BTC",
                "bc1-of-deposit-request:order:1",
                "1001",
                NOW.plus(TIMES.funding()).toEpochMilli()));
    assertThat(ledger.send(asked())).isEmpty();
  }

  @Test
  void givesAnAddressToNobodyElseAndForNothingElse() {
    assertRefused(
        ErrorCode.FORBIDDEN, () -> ledger.send(new RequestOrderDeposit(ID, SELLER, "BTC")));
    assertRefused(
        ErrorCode.UNKNOWN_ASSET, () -> ledger.send(new RequestOrderDeposit(ID, BUYER, "XYZ")));
    OrderId byBalance = new OrderId("order:2");
    ledger.send(wish(byBalance, PaymentMode.BALANCE));
    assertRefused(
        ErrorCode.WRONG_STATE, () -> ledger.send(new RequestOrderDeposit(byBalance, BUYER, "BTC")));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> ledger.send(new RequestOrderDeposit(new OrderId("order:none"), BUYER, "BTC")));
    ledger.send(Orders.cancel(SELLER));
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(asked()));
  }

  @Test
  void whatIsStillMissingIsNoDust() {
    ledger.send(asked());
    ledger.send(reported("t", 0, 600, A));
    ledger.send(counted("t", A, FINALITY));
    ledger.send(reported("u", 0, 401, A));
    ledger.send(counted("u", A, FINALITY));

    assertBalances(0, PRICE, 0);
  }

  @Test
  void whatIsMissingBesideWhatIsSeenIsNoDust() {
    ledger.send(asked());
    ledger.send(reported("t", 0, 600, A));
    ledger.send(reported("u", 0, 401, A));
    ledger.send(counted("u", A, FINALITY));
    ledger.send(counted("t", A, FINALITY));

    assertBalances(0, PRICE, 0);
  }

  @Test
  void keepsDustAsideThatIsNotAllThatIsMissing() {
    ledger.send(asked());
    ledger.send(reported("t", 0, 600, A));
    ledger.send(counted("t", A, FINALITY));

    assertThat(ledger.send(reported("u", 0, 400, A)))
        .contains(new DepositSuspended(deposit("u").value(), "below-dust-limit"));
  }

  @Test
  void keepsTheNamesOfOrdersRequestsFromWhoeverAsksForAnAccount() {
    assertRefused(
        ErrorCode.MALFORMED_ID,
        () -> ledger.send(new RequestDeposit(REQUEST, SELLERS, "BTC", null, Duration.ofHours(1))));
  }

  @Test
  void tellsTheOrderInTheAppendInWhichAPaymentIsSeen() {
    ledger.send(asked());

    assertThat(ledger.send(reported("t", 0, PRICE, null)))
        .containsExactly(
            new DepositDetected(
                "deposit:bitcoin:t:0",
                REQUEST.value(),
                BUYERS.value(),
                "bitcoin",
                "t",
                0,
                "BTC",
                "1001",
                FINALITY,
                FINALITY,
                NOW.toEpochMilli()),
            new OrderPaymentSeen(ID.value(), "payment:deposit:bitcoin:t:0", "BTC", "1001"));
    assertThat(ledger.send(reported("t", 0, PRICE, null))).isEmpty();
  }

  @Test
  void creditsNobodyBeforeItIsFinal() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, A));

    assertThat(ledger.send(counted("t", A, FINALITY - 1)))
        .containsExactly(new DepositConfirmed("deposit:bitcoin:t:0", 100, "a", FINALITY - 1));
    assertBalances(0, 0, 0);
  }

  @Test
  void fundsTheOrderInTheAppendInWhichItsPaymentIsFinal() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, A));
    String entry = "entry:payment:deposit:bitcoin:t:0";

    assertThat(ledger.send(counted("t", A, FINALITY)))
        .containsExactly(
            new DepositConfirmed("deposit:bitcoin:t:0", 100, "a", FINALITY),
            new DepositFinalized("deposit:bitcoin:t:0"),
            new PaymentCounted(REQUEST.value(), "deposit:bitcoin:t:0", "1001", "1001", "PAID"),
            new EntryPosted(
                entry,
                "ESCROW",
                List.of(new Line(POT, "BTC", "1001"), new Line(WORLD, "BTC", "-1001")),
                ID.value()),
            new AmountPosted(POT, entry, "BTC", "1001", "1001", "0"),
            new OrderPaid(
                ID.value(), "payment:deposit:bitcoin:t:0", WORLD, entry, "BTC", "1001", "1001"),
            new OrderFunded(ID.value(), NOW.plus(TIMES.shipping()).toEpochMilli()));
    assertThat(ledger.send(counted("t", A, FINALITY))).isEmpty();
    assertBalances(0, PRICE, 0);
  }

  @Test
  void tellsTheOrderThatASeenPaymentWasLostAndThatItCameBack() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, A));

    assertThat(ledger.send(new OrphanPayment(deposit("t"), A)))
        .hasExactlyElementsOfTypes(DepositOrphaned.class, OrderPaymentLost.class);
    assertThat(ledger.send(reported("t", 0, PRICE, B)))
        .hasExactlyElementsOfTypes(DepositConfirmed.class, OrderPaymentSeen.class);
    assertThat(ledger.send(new OrphanPayment(deposit("t"), A))).isEmpty();
    ledger.send(new OrphanPayment(deposit("t"), B));
    assertThat(ledger.send(new ReplacePayment(deposit("t"), "u")))
        .hasExactlyElementsOfTypes(DepositReplaced.class);
    assertBalances(0, 0, 0);
  }

  @Test
  void tellsTheOrderThatAWaitingPaymentWasReplaced() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, null));

    assertThat(ledger.send(new ReplacePayment(deposit("t"), "u")))
        .hasExactlyElementsOfTypes(DepositReplaced.class, OrderPaymentLost.class);
  }

  @Test
  void losesNothingWhereAPaymentOnlyMovesToAnotherBlock() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, A));

    assertThat(ledger.send(reported("t", 0, PRICE, B)))
        .hasExactlyElementsOfTypes(DepositOrphaned.class, DepositConfirmed.class);
  }

  @Test
  void addsUpPartsEvenOfOneTransactionAndGivesTheExcessToTheBuyer() {
    ledger.send(asked());
    ledger.send(reported("t", 0, 600, A));
    ledger.send(reported("t", 1, 900, A));

    assertThat(ledger.send(counted("t", 0, A, FINALITY)))
        .contains(
            new PaymentCounted(REQUEST.value(), "deposit:bitcoin:t:0", "600", "600", "PARTIAL"));
    assertBalances(0, 600, 0);
    assertThat(ledger.send(counted("t", 1, A, FINALITY)))
        .contains(
            new PaymentCounted(REQUEST.value(), "deposit:bitcoin:t:1", "900", "1500", "EXCESS"));
    assertBalances(499, PRICE, 0);
  }

  @Test
  void givesTheBuyerWhatComesAfterTheEnd() {
    ledger.send(asked());
    ledger.send(reported("t", 0, PRICE, A));
    ledger.send(Orders.cancel(BUYER));

    assertThat(ledger.send(counted("t", A, FINALITY)))
        .contains(
            new PaymentCounted(REQUEST.value(), "deposit:bitcoin:t:0", "1001", "1001", "LATE"))
        .hasAtLeastOneElementOfType(OrderPaidOut.class)
        .noneMatch(OrderFunded.class::isInstance);
    assertBalances(PRICE, 0, 0);
  }

  @Test
  void givesBackPartsAndWhatComesLateWhenItsTimeIsOver() {
    ledger.send(asked());
    ledger.send(reported("t", 0, 600, A));
    ledger.send(counted("t", 0, A, FINALITY));
    ledger.send(reported("u", 0, PRICE, A));
    clock.pass(TIMES.funding());
    ledger.send(passes(OrderDeadline.FUNDING));
    assertBalances(600, 0, 0);

    ledger.send(counted("u", A, FINALITY));
    assertBalances(600 + PRICE, 0, 0);
    assertThat(ledger.send(reported("v", 0, 700, A)))
        .hasExactlyElementsOfTypes(DepositDetected.class, DepositConfirmed.class);
    ledger.send(counted("v", A, FINALITY));
    assertBalances(600 + PRICE + 700, 0, 0);
  }

  @Test
  void keepsDustAside() {
    ledger.send(asked());

    assertThat(ledger.send(reported("t", 0, 499, A)))
        .hasExactlyElementsOfTypes(DepositDetected.class, DepositSuspended.class);
    assertThat(ledger.send(counted("t", A, FINALITY))).isEmpty();
    assertBalances(0, 0, 0);
  }

  @Test
  void refusesWithoutTraceWhatTheOrderRefuses() {
    ledger.send(asked());
    ledger.send(new ReportOrderPayment(ID, deposit("t").payment(), money(7)));
    int before = ledger.log().size();

    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> ledger.send(reported("t", 0, PRICE, A)));
    assertThat(ledger.log()).hasSize(before);
    ledger.send(new LoseOrderPayment(ID, deposit("t").payment()));
    assertThat(ledger.send(reported("t", 0, PRICE, A)))
        .hasAtLeastOneElementOfType(OrderPaymentSeen.class);
  }

  @Test
  void keepsInThePotWhatAPersonTakesBackPastFinality() {
    funded();
    assertRefused(ErrorCode.WRONG_STATE, () -> ledger.send(new OrphanPayment(deposit("t"), A)));
    aBranchIsAccepted();

    assertThat(ledger.send(new OrphanPayment(deposit("t"), A)))
        .containsExactly(
            new DepositReversed(
                "deposit:bitcoin:t:0",
                BUYERS.value(),
                "entry:deposit:bitcoin:t:0:reversal-0",
                "BTC",
                "1001",
                "1001"),
            new DepositOrphaned("deposit:bitcoin:t:0", 100, "a"),
            new EntryPosted(
                "entry:deposit:bitcoin:t:0:reversal-0",
                "DEPOSIT_REVERSAL",
                List.of(new Line(SHORTFALL, "BTC", "-1001"), new Line(WORLD, "BTC", "1001")),
                "deposit:bitcoin:t:0"));
    assertBalances(0, PRICE, 0);
    ledger.send(Orders.ship());
    ledger.send(Orders.release());
    assertBalances(0, 0, PRICE);
  }

  @Test
  void repaysTheShortfallWhenTheSamePaymentIsFinalAgain() {
    funded();
    aBranchIsAccepted();
    ledger.send(new OrphanPayment(deposit("t"), A));

    assertThat(ledger.send(reported("t", 0, PRICE, B)))
        .hasExactlyElementsOfTypes(DepositConfirmed.class);
    assertThat(ledger.send(counted("t", B, FINALITY - 1))).hasSize(1);
    assertThat(ledger.send(counted("t", B, FINALITY)))
        .containsExactly(
            new DepositConfirmed("deposit:bitcoin:t:0", 100, "b", FINALITY),
            new DepositCredited(
                "deposit:bitcoin:t:0",
                BUYERS.value(),
                "entry:deposit:bitcoin:t:0:credit-1",
                "BTC",
                "1001",
                "1001"),
            new DepositFinalized("deposit:bitcoin:t:0"),
            new EntryPosted(
                "entry:deposit:bitcoin:t:0:credit-1",
                "DEPOSIT",
                List.of(new Line(SHORTFALL, "BTC", "1001"), new Line(WORLD, "BTC", "-1001")),
                "deposit:bitcoin:t:0"));
    assertBalances(0, PRICE, 0);
  }

  /** What a rail may tell of one of three payments, and what people do meanwhile. */
  record Move(What what, int payment, int number) {}

  enum What {
    WAITING,
    MINED,
    COUNTED,
    FINAL,
    ORPHANED,
    REPLACED,
    SHIP,
    CANCEL,
    EXPIRE,
    RELEASE
  }

  private static final List<Long> AMOUNTS = List.of(500L, 501L, 1_500L);

  @Property(tries = 150)
  void keepsEveryUnitWhateverTheChainDoes(@ForAll("histories") List<Move> history) {
    new OrderDepositTest().live(history);
  }

  private void live(List<Move> history) {
    ledger.send(asked());
    for (Move move : history) {
      try {
        ledger.send(command(move));
      } catch (Rejection _) {
        // what is out of place is refused, and changes nothing
      }
      assertLawful();
    }
    Statistics.label("funded")
        .collect(ledger.log().stream().anyMatch(OrderFunded.class::isInstance))
        .coverage(c -> c.check(true).percentage(p -> p >= 10));
    Statistics.label("lost")
        .collect(ledger.log().stream().anyMatch(OrderPaymentLost.class::isInstance))
        .coverage(c -> c.check(true).percentage(p -> p >= 10));
  }

  private Command command(Move move) {
    String transaction = "t" + move.payment();
    BlockRef block = move.number() % 4 == 3 ? B : A;
    long amount = AMOUNTS.get(move.payment());
    return switch (move.what()) {
      case WAITING -> reported(transaction, 0, amount, null);
      case MINED -> reported(transaction, 0, amount, block);
      case COUNTED -> counted(transaction, block, 1 + move.number() % FINALITY);
      case FINAL -> counted(transaction, block, FINALITY);
      case ORPHANED -> new OrphanPayment(deposit(transaction), block);
      case REPLACED -> new ReplacePayment(deposit(transaction), "u");
      case SHIP -> Orders.ship();
      case CANCEL -> Orders.cancel(move.number() % 2 == 0 ? BUYER : SELLER);
      case EXPIRE -> {
        clock.pass(TIMES.funding());
        yield passes(OrderDeadline.FUNDING);
      }
      case RELEASE -> Orders.release();
    };
  }

  /** What the world gave is what is final, and all of it is in one of the three accounts. */
  private void assertLawful() {
    List<Event> log = ledger.log();
    Map<String, String> amounts =
        log.stream()
            .filter(DepositDetected.class::isInstance)
            .map(DepositDetected.class::cast)
            .collect(Collectors.toMap(DepositDetected::depositId, DepositDetected::amount));
    BigInteger finals =
        log.stream()
            .filter(DepositFinalized.class::isInstance)
            .map(e -> new BigInteger(amounts.get(e.streamId())))
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(posted(WORLD).negate()).isEqualTo(finals);
    assertThat(available(BUYERS).add(available(ID.pot())).add(available(SELLERS)))
        .isEqualTo(finals);
    assertThat(log).noneMatch(DepositCredited.class::isInstance);
  }

  @Provide
  Arbitrary<List<Move>> histories() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(2, What.WAITING),
                Tuple.of(9, What.MINED),
                Tuple.of(2, What.COUNTED),
                Tuple.of(9, What.FINAL),
                Tuple.of(3, What.ORPHANED),
                Tuple.of(1, What.REPLACED),
                Tuple.of(2, What.SHIP),
                Tuple.of(1, What.CANCEL),
                Tuple.of(1, What.EXPIRE),
                Tuple.of(2, What.RELEASE)),
            Arbitraries.integers().between(0, AMOUNTS.size() - 1),
            Arbitraries.integers().between(0, 11))
        .as(Move::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }

  // ---- helpers

  private void funded() {
    ledger.send(asked());
    ledger.send(new ApplyBlock("bitcoin", A, "parent", NOW, 100));
    ledger.send(reported("t", 0, PRICE, A));
    ledger.send(counted("t", A, FINALITY));
  }

  private void aBranchIsAccepted() {
    ledger.send(new ChangeRailState("bitcoin", RailState.FROZEN, "another branch", "b"));
    ledger.send(
        new DecideFreeze("bitcoin", FreezeDecision.ACCEPT_BRANCH, "b", "all follow it", "adam"));
  }

  private static RequestOrderDeposit asked() {
    return new RequestOrderDeposit(ID, BUYER, "BTC");
  }

  private static DepositId deposit(String transaction) {
    return DepositId.of("bitcoin", transaction, 0);
  }

  private static ReportPayment reported(
      String transaction, int output, long amount, BlockRef block) {
    return new ReportPayment(
        DepositId.of("bitcoin", transaction, output),
        REQUEST,
        "bitcoin",
        transaction,
        output,
        money(amount),
        block,
        NOW);
  }

  private static CountConfirmations counted(String transaction, BlockRef block, int count) {
    return counted(transaction, 0, block, count);
  }

  private static CountConfirmations counted(
      String transaction, int output, BlockRef block, int count) {
    return new CountConfirmations(DepositId.of("bitcoin", transaction, output), block, count);
  }

  private void assertBalances(long buyer, long pot, long seller) {
    assertThat(available(BUYERS)).isEqualTo(BigInteger.valueOf(buyer));
    assertThat(available(ID.pot())).isEqualTo(BigInteger.valueOf(pot));
    assertThat(available(SELLERS)).isEqualTo(BigInteger.valueOf(seller));
  }

  private BigInteger available(AccountId account) {
    return ledger.available(account.value(), "BTC");
  }

  private BigInteger posted(String account) {
    return ledger.log().stream()
        .filter(EntryPosted.class::isInstance)
        .flatMap(e -> ((EntryPosted) e).postings().stream())
        .filter(line -> line.accountId().equals(account))
        .map(line -> new BigInteger(line.amount()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
