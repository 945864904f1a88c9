package io.holdfast.command.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.Event;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldId;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.account.ReleaseHold;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.account.Funds;
import io.holdfast.command.account.OpenHold;
import io.holdfast.command.model.Step.Approve;
import io.holdfast.command.model.Step.Broadcast;
import io.holdfast.command.model.Step.Cancel;
import io.holdfast.command.model.Step.Count;
import io.holdfast.command.model.Step.CountOut;
import io.holdfast.command.model.Step.Fail;
import io.holdfast.command.model.Step.Hold;
import io.holdfast.command.model.Step.Orphan;
import io.holdfast.command.model.Step.OrphanOut;
import io.holdfast.command.model.Step.Reject;
import io.holdfast.command.model.Step.Release;
import io.holdfast.command.model.Step.Replace;
import io.holdfast.command.model.Step.Report;
import io.holdfast.command.model.Step.Sign;
import io.holdfast.command.model.Step.Transfer;
import io.holdfast.command.model.Step.Withdraw;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is done to the ledger, in whatever order: it answers and stands as {@link Reference}
 * does; every entry sums to zero; no available balance is negative; held is the sum of the open
 * holds; and each event's balances are those that its history gives.
 */
class LedgerModelTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Asset BTC = TestLedger.ASSETS.require("BTC");
  private static final int ACCOUNTS = 3;
  private static final int DEPOSITS = 3;
  private static final int WITHDRAWALS = 3;

  @Property(tries = 200)
  void standsAsTheReferenceDoes(@ForAll("programs") List<Step> program) {
    TestLedger ledger =
        new TestLedger(
            new TestRails(Reference.CREDIT_DEPTH, Reference.FINALITY_DEPTH),
            Clock.fixed(NOW, ZoneOffset.UTC));
    Reference reference = new Reference(ACCOUNTS);
    prepare(ledger);
    for (Step step : program) {
      ErrorCode expected = reference.take(step);
      assertThat(answer(ledger, command(step))).as("answer to %s", step).isEqualTo(expected);
      assertSameBalances(ledger, reference, step);
    }
    assertLawful(ledger.log());
    cover(ledger.log());
  }

  /** A test that never gets anywhere proves nothing: the programs must reach the far corners. */
  private static void cover(List<Event> log) {
    cover("settled", 5, log.stream().anyMatch(WithdrawalSettled.class::isInstance));
    cover(
        "approved by people", 5, log.stream().anyMatch(WithdrawalApprovalGiven.class::isInstance));
    cover("released", 5, log.stream().anyMatch(HoldReleased.class::isInstance));
    cover("final", 10, log.stream().anyMatch(DepositFinalized.class::isInstance));
    cover("reversed", 10, log.stream().anyMatch(DepositReversed.class::isInstance));
    cover(
        "reversed with a shortfall",
        2,
        log.stream().anyMatch(e -> e instanceof DepositReversed r && !r.shortfall().equals("0")));
  }

  private static void cover(String label, int leastPercent, boolean reached) {
    Statistics.label(label)
        .collect(reached)
        .coverage(c -> c.check(true).percentage(percent -> percent >= leastPercent));
  }

  private static void prepare(TestLedger ledger) {
    for (int i = 0; i < ACCOUNTS; i++) {
      ledger.send(new OpenAccount(new AccountId(Reference.account(i)), person(i), "Main"));
      ledger.send(
          entry(
              "entry:fund-" + i,
              AccountId.world("bitcoin"),
              new AccountId(Reference.account(i)),
              Reference.START));
    }
    for (int i = 0; i < DEPOSITS; i++) {
      ledger.send(
          new RequestDeposit(
              request(i),
              new AccountId(Reference.account(Reference.depositAccount(i))),
              "BTC",
              null,
              Duration.ofHours(1)));
    }
  }

  private static @Nullable ErrorCode answer(TestLedger ledger, Command command) {
    try {
      ledger.send(command);
      return null;
    } catch (Rejection refusal) {
      return refusal.code();
    }
  }

  private static void assertSameBalances(TestLedger ledger, Reference reference, Step step) {
    for (int i = 0; i < ACCOUNTS; i++) {
      String id = Reference.account(i);
      Open account = ledger.account(id);
      Funds funds = account.fundsOf("BTC");
      BigInteger open =
          account.holds().values().stream()
              .map(OpenHold::amount)
              .reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(funds.posted())
          .as("posted of %s after %s", id, step)
          .isEqualTo(BigInteger.valueOf(reference.posted.getOrDefault(id, 0L)));
      assertThat(funds.held())
          .as("held of %s after %s", id, step)
          .isEqualTo(BigInteger.valueOf(reference.held.getOrDefault(id, 0L)))
          .isEqualTo(open);
      assertThat(funds.available().signum()).isNotNegative();
    }
    Map<String, BigInteger> journal = journal(ledger.log());
    reference.posted.forEach(
        (id, sum) ->
            assertThat(journal.getOrDefault(id, BigInteger.ZERO))
                .as("journal of %s after %s", id, step)
                .isEqualTo(BigInteger.valueOf(sum)));
  }

  /** What every account and boundary account has, by the entries alone. */
  private static Map<String, BigInteger> journal(List<Event> log) {
    Map<String, BigInteger> sums = new HashMap<>();
    for (Event event : log) {
      if (event instanceof EntryPosted entry) {
        entry
            .postings()
            .forEach(
                line ->
                    sums.merge(line.accountId(), new BigInteger(line.amount()), BigInteger::add));
      }
    }
    return sums;
  }

  private static void assertLawful(List<Event> log) {
    assertThat(journal(log).values().stream().reduce(BigInteger.ZERO, BigInteger::add)).isZero();
    Map<String, Funds> funds = new HashMap<>();
    for (Event event : log) {
      if (event instanceof EntryPosted entry) {
        assertThat(
                entry.postings().stream()
                    .map(line -> new BigInteger(line.amount()))
                    .reduce(BigInteger.ZERO, BigInteger::add))
            .isZero();
      }
      if (event instanceof AccountEvent change) {
        Funds before = funds.getOrDefault(change.streamId(), Funds.NONE);
        funds.put(change.streamId(), after(before, change));
      }
    }
  }

  /** Recomputes what an event says of the balances after it. */
  private static Funds after(Funds before, AccountEvent event) {
    return switch (event) {
      case AmountPosted e ->
          same(
              e.postedAfter(),
              e.heldAfter(),
              plus(before, new BigInteger(e.amount()), BigInteger.ZERO));
      case HoldPlaced e ->
          same(
              e.postedAfter(),
              e.heldAfter(),
              plus(before, BigInteger.ZERO, new BigInteger(e.amount())));
      case HoldReleased e ->
          same(
              e.postedAfter(),
              e.heldAfter(),
              plus(before, BigInteger.ZERO, new BigInteger(e.amount()).negate()));
      case HoldCaptured e ->
          same(
              e.postedAfter(),
              e.heldAfter(),
              plus(
                  before,
                  new BigInteger(e.amount()).negate(),
                  new BigInteger(e.amount()).negate()));
      default -> before;
    };
  }

  private static Funds plus(Funds before, BigInteger posted, BigInteger held) {
    return new Funds(before.posted().add(posted), before.held().add(held));
  }

  private static Funds same(String posted, String held, Funds expected) {
    assertThat(new Funds(new BigInteger(posted), new BigInteger(held))).isEqualTo(expected);
    assertThat(expected.available().signum()).isNotNegative();
    return expected;
  }

  private static Command command(Step step) {
    return switch (step) {
      case Transfer s -> transfer(s);
      case Hold s ->
          new PlaceHold(
              new AccountId(Reference.account(s.account())),
              new HoldId("hold:" + s.hold()),
              Money.of(BTC, s.amount()),
              "escrow");
      case Release s ->
          new ReleaseHold(
              new AccountId(Reference.account(s.account())), new HoldId("hold:" + s.hold()));
      case Report s -> report(s);
      case Count s ->
          new CountConfirmations(deposit(s.deposit()), block(s.block()), s.confirmations());
      case Orphan s -> new OrphanPayment(deposit(s.deposit()), block(s.block()));
      case Replace s -> new ReplacePayment(deposit(s.deposit()), "other");
      case Withdraw s ->
          new RequestWithdrawal(
              withdrawal(s.withdrawal()),
              new AccountId(Reference.account(s.account())),
              Money.of(BTC, s.amount()),
              "bc1dest",
              person(s.account()));
      case Approve s -> new ApproveWithdrawal(withdrawal(s.withdrawal()), person(s.person()));
      case Reject s -> new RejectWithdrawal(withdrawal(s.withdrawal()), person(s.person()), "odd");
      case Cancel s -> new CancelWithdrawal(withdrawal(s.withdrawal()), person(s.person()));
      case Sign s ->
          new RecordSigned(
              withdrawal(s.withdrawal()),
              "tx" + s.bytes(),
              "0" + s.bytes(),
              Money.of(BTC, Reference.CHAIN_FEE));
      case Broadcast s -> new RecordBroadcast(withdrawal(s.withdrawal()), "tx" + s.bytes());
      case CountOut s ->
          new CountWithdrawalConfirmations(
              withdrawal(s.withdrawal()), block(s.block()), s.confirmations());
      case OrphanOut s -> new OrphanWithdrawal(withdrawal(s.withdrawal()), block(s.block()));
      case Fail s -> new FailWithdrawal(withdrawal(s.withdrawal()), "coins spent");
    };
  }

  private static PostEntry transfer(Transfer step) {
    return entry(
        "entry:transfer-" + step.entry(),
        new AccountId(Reference.account(step.from())),
        new AccountId(Reference.account(step.to())),
        step.amount());
  }

  private static PostEntry entry(String id, AccountId from, AccountId to, long minor) {
    return new PostEntry(
        new JournalEntry(
            new EntryId(id),
            from.isBoundary() ? EntryKind.DEPOSIT : EntryKind.TRANSFER,
            List.of(
                new Posting(from, Money.of(BTC, -minor)), new Posting(to, Money.of(BTC, minor))),
            "test"));
  }

  private static ReportPayment report(Report step) {
    Integer block = step.block();
    return new ReportPayment(
        deposit(step.deposit()),
        request(step.deposit()),
        "bitcoin",
        "tx" + step.deposit(),
        0,
        Money.of(BTC, Reference.depositAmount(step.deposit())),
        block == null ? null : block(block),
        NOW);
  }

  private static DepositRequestId request(int number) {
    return new DepositRequestId("deposit-request:" + number);
  }

  private static DepositId deposit(int number) {
    return DepositId.of("bitcoin", "tx" + number, 0);
  }

  private static WithdrawalId withdrawal(int number) {
    return new WithdrawalId("withdrawal:" + number);
  }

  private static BlockRef block(int number) {
    return new BlockRef(100 + number, "block-" + number);
  }

  private static String person(int number) {
    return "user:" + number;
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    Arbitrary<Integer> account = Arbitraries.integers().between(0, ACCOUNTS - 1);
    Arbitrary<Integer> deposit = Arbitraries.integers().between(0, DEPOSITS - 1);
    Arbitrary<Integer> withdrawal = Arbitraries.integers().between(0, WITHDRAWALS - 1);
    Arbitrary<Integer> block = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1));
    Arbitrary<Integer> depth =
        Arbitraries.frequency(Tuple.of(2, 1), Tuple.of(9, 2), Tuple.of(2, 3), Tuple.of(1, 4));
    Arbitrary<Integer> depthOut =
        Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(1, 3), Tuple.of(2, 4), Tuple.of(1, 5));
    Arbitrary<Integer> person = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> bytes = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1));
    Arbitrary<Long> amount = Arbitraries.of(1L, 100_000L, 400_000L, 700_000L);
    Arbitrary<Long> payout =
        Arbitraries.of(999L, 1_000L, 300_000L, 500_000L, 500_001L, 600_000L, 1_000_001L);
    Arbitrary<Step> transfer =
        Combinators.combine(Arbitraries.integers().between(0, 7), account, account, amount)
            .filter((_, from, to, _) -> !from.equals(to))
            .as(Transfer::new);
    return Arbitraries.<Step>frequencyOf(
            Tuple.of(6, transfer),
            Tuple.of(6, Combinators.combine(block, account, amount).as(Hold::new)),
            Tuple.of(1, Combinators.combine(block, account).as(Release::new)),
            Tuple.of(12, Combinators.combine(deposit, block.injectNull(0.1)).as(Report::new)),
            Tuple.of(10, Combinators.combine(deposit, block, depth).as(Count::new)),
            Tuple.of(7, Combinators.combine(deposit, block).as(Orphan::new)),
            Tuple.of(1, deposit.map(Replace::new)),
            Tuple.of(8, Combinators.combine(withdrawal, account, payout).as(Withdraw::new)),
            Tuple.of(6, Combinators.combine(withdrawal, person).as(Approve::new)),
            Tuple.of(1, Combinators.combine(withdrawal, person).as(Reject::new)),
            Tuple.of(1, Combinators.combine(withdrawal, person).as(Cancel::new)),
            Tuple.of(8, Combinators.combine(withdrawal, bytes).as(Sign::new)),
            Tuple.of(3, Combinators.combine(withdrawal, bytes).as(Broadcast::new)),
            Tuple.of(8, Combinators.combine(withdrawal, block, depthOut).as(CountOut::new)),
            Tuple.of(2, Combinators.combine(withdrawal, block).as(OrphanOut::new)),
            Tuple.of(1, withdrawal.map(Fail::new)))
        .list()
        .ofMinSize(60)
        .ofMaxSize(140);
  }
}
