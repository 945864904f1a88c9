package io.holdfast.chain.parked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.testkit.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger refused, with a clock moved by hand and a ledger that can refuse and die. */
class ParkedRetriesIT {
  private static final String RAIL = "bitcoin";
  private static final BlockRef BLOCK = new BlockRef(7, "block");
  private static final DepositId DEPOSIT = DepositId.of(RAIL, "tx", 0);
  private static final CountConfirmations COUNT = new CountConfirmations(DEPOSIT, BLOCK, 2);
  private static final OrphanPayment ORPHAN = new OrphanPayment(DEPOSIT, BLOCK);

  private final JdbcClient db = JdbcClient.create(TestDatabase.create("rail").dataSource());
  private final MovedClock clock = new MovedClock();
  private final Refusing ledger = new Refusing();
  private final ParkedStore store = new ParkedStore(db);
  private final ParkedProjection projection = new ParkedProjection(store);
  private final Reporter reporter = new Reporter(ledger, new ParkingLot(db, RAIL, clock), RAIL);
  private final ParkedRetries retries = new ParkedRetries(RAIL, store, reporter, clock, 6);

  @Test
  void recordsWhatWasRefusedAndTellsItAgainWhenItsTimeHasCome() {
    block("APPLIED");
    park(COUNT);
    retries.work();
    ParkFailure record = ledger.last(ParkFailure.class);
    assertThat(record.what()).isEqualTo("CountConfirmations");
    assertThat(record.block()).isEqualTo(BLOCK);
    assertThat(record.transaction()).isEqualTo("tx");
    planned(record);

    ledger.acceptAll();
    clock.move(Duration.ofSeconds(59));
    retries.work();
    assertThat(ledger.told(CountConfirmations.class)).isEmpty();
    clock.move(Duration.ofSeconds(1));
    retries.work();

    assertThat(ledger.told(CountConfirmations.class)).containsExactly(COUNT);
    assertThat(ledger.last(ResolveParked.class).outcome()).isEqualTo("accepted");
    assertThat(rows()).isZero();
  }

  @Test
  void recordsEachRetryThatFailsAndWaitsForAPersonAfterTheLast() {
    block("APPLIED");
    ParkFailure record = parkedAndDue(COUNT);
    retries.work();
    assertThat(ledger.last(RecordRetryFailed.class).attempt()).isEqualTo(1);
    projection.on(new ParkedRetryFailed(record.targetId(), 1, "NOT_FOUND", "again", 0));

    clock.move(Duration.ofDays(365));
    retries.work();
    assertThat(ledger.told(RecordRetryFailed.class)).hasSize(1);

    projection.on(new ParkedRetryOrdered(record.targetId(), "user:adam", clock.millis()));
    retries.work();
    assertThat(ledger.last(RecordRetryFailed.class).attempt()).isEqualTo(2);
  }

  @Test
  void keepsTryingThoughTheRecordOfARetryIsSlowToBeSeen() {
    block("APPLIED");
    parkedAndDue(COUNT);
    retries.work();
    retries.work();
    assertThat(ledger.told(RecordRetryFailed.class)).hasSize(1);
    clock.move(Duration.ofSeconds(30));
    retries.work();
    assertThat(ledger.told(RecordRetryFailed.class)).extracting("attempt").containsExactly(1, 1);
  }

  @Test
  void neverTriesAgainWhatAPersonDiscardedAndNeverParksItAgain() {
    block("APPLIED");
    ParkFailure record = parkedAndDue(COUNT);
    projection.on(new ParkedDiscarded(record.targetId(), "user:adam", "A test."));
    ledger.forget();
    park(COUNT);
    clock.move(Duration.ofDays(1));
    retries.work();
    assertThat(ledger.told()).isEmpty();
  }

  @Test
  void tellsTheSameAgainWhenItDiedBetweenTellingAndRecording() {
    block("APPLIED");
    parkedAndDue(COUNT);
    ledger.acceptAll();
    ledger.dieOn(ResolveParked.class::isInstance);
    assertThatThrownBy(retries::work).isInstanceOf(LedgerFault.class);
    assertThat(rows()).isEqualTo(1);

    ledger.acceptAll();
    retries.work();
    assertThat(ledger.told(CountConfirmations.class)).hasSize(2);
    assertThat(ledger.told(ResolveParked.class)).hasSize(1);
    assertThat(rows()).isZero();
  }

  @Test
  void recordsAgainWhatItDiedOverBeforeItWasRecorded() {
    block("APPLIED");
    park(COUNT);
    ledger.dieOn(ParkFailure.class::isInstance);
    assertThatThrownBy(retries::work).isInstanceOf(LedgerFault.class);
    ledger.acceptAll();
    retries.work();
    retries.work();
    assertThat(ledger.told(ParkFailure.class)).hasSize(1);
  }

  @Test
  void neverReportsAPaymentWhoseBlockLostItsPlaceMeanwhile() {
    block("APPLIED");
    parkedAndDue(COUNT);
    ledger.acceptAll();
    block("ORPHANED");
    retries.work();
    assertThat(ledger.told(CountConfirmations.class)).isEmpty();
    assertThat(ledger.last(ResolveParked.class).outcome()).isEqualTo("its block lost its place");
  }

  @Test
  void neverTellsOfALossThatIsNoneAnyMore() {
    block("ORPHANED");
    parkedAndDue(ORPHAN);
    ledger.acceptAll();
    block("APPLIED");
    retries.work();
    assertThat(ledger.told(OrphanPayment.class)).isEmpty();
    assertThat(ledger.last(ResolveParked.class).outcome())
        .isEqualTo("its block has its place again");
  }

  @Test
  void tellsOfALossThatStillIsOne() {
    block("ORPHANED");
    parkedAndDue(ORPHAN);
    ledger.acceptAll();
    retries.work();
    assertThat(ledger.told(OrphanPayment.class)).containsExactly(ORPHAN);
  }

  @Test
  void waitsWhileItsBlockIsOnItsWay() {
    block("LEAVING");
    parkedAndDue(COUNT);
    ledger.acceptAll();
    ledger.forget();
    retries.work();
    assertThat(ledger.told()).isEmpty();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void parksAnewWhatWasResolvedBefore() {
    block("APPLIED");
    parkedAndDue(COUNT);
    ledger.acceptAll();
    retries.work();
    ledger.refuse(CountConfirmations.class::isInstance);
    park(COUNT);
    retries.work();
    assertThat(ledger.told(ParkFailure.class)).hasSize(2);
  }

  @Test
  void countsAPaymentThatIsAcceptedWhenItsBlockIsFinalAlready() {
    block("APPLIED");
    cursor(20, 15);
    parkedAndDue(payment());
    ledger.acceptAll();
    retries.work();
    assertThat(ledger.told(CountConfirmations.class))
        .containsExactly(new CountConfirmations(DEPOSIT, BLOCK, 14));
  }

  /** Where the chain says what is final, that may be sooner than the ledger's finality depth. */
  @Test
  void countsAsFinalWhatTheChainSaysIsFinalHoweverFewBlocksStandOnIt() {
    assertThat(countWith(8, 7)).containsExactly(6L);
    assertThat(countWith(7, 7)).containsExactly(6L);
  }

  @Test
  void countsBelowFinalityWhatTheChainDoesNotSayIsFinalHoweverDeepItLies() {
    assertThat(countWith(9, 6)).containsExactly(3L);
    assertThat(countWith(11, 6)).containsExactly(5L);
    assertThat(countWith(12, 6)).containsExactly(5L);
    assertThat(countWith(500, 6)).containsExactly(5L);
  }

  @Test
  void countsNothingInABlockAboveTheCursor() {
    assertThat(countWith(6, 1)).isEmpty();
  }

  /** As what depth a payment counts that is accepted late, by a finality depth of six. */
  private List<Long> countWith(long height, long finalHeight) {
    ledger.forget();
    block("APPLIED");
    cursor(height, finalHeight);
    parkedAndDue(payment());
    ledger.acceptAll();
    retries.work();
    assertThat(ledger.told(ReportPayment.class)).hasSize(1);
    return ledger.told(CountConfirmations.class).stream()
        .map(CountConfirmations::confirmations)
        .toList();
  }

  @Test
  void holdsUpNeitherOthersNorTheRailsWork() {
    block("APPLIED");
    park(COUNT);
    park(new RecordBroadcast(new WithdrawalId("withdrawal:a"), "tx"));
    assertThat(retries.before(() -> true).work()).isTrue();
    assertThat(ledger.told(ParkFailure.class)).hasSize(2);
  }

  @Test
  void makesEveryObservationAgainAsItWas() {
    List<Command> observations =
        List.of(
            payment(),
            COUNT,
            ORPHAN,
            new ReplacePayment(DEPOSIT, "other"),
            new RecordBroadcast(new WithdrawalId("withdrawal:a"), "tx"),
            new CountWithdrawalConfirmations(new WithdrawalId("withdrawal:a"), BLOCK, 3),
            new OrphanWithdrawal(new WithdrawalId("withdrawal:a"), BLOCK));
    ledger.refuse(_ -> true);
    observations.forEach(this::park);
    assertThat(store.unrecorded(RAIL, 10))
        .extracting(parked -> parked.report().orElseThrow().command())
        .containsExactlyElementsOf(observations);
  }

  @Test
  void waitsForAPersonWithWhatCannotBeRead() {
    block("APPLIED");
    new ParkingLot(db, RAIL, clock)
        .park("ContractEvent", "0xab:3", "{}", ErrorCode.MALFORMED_REQUEST, "unreadable", BLOCK);
    retries.work();
    planned(ledger.last(ParkFailure.class));
    clock.move(Duration.ofMinutes(1));
    retries.work();
    assertThat(ledger.last(RecordRetryFailed.class).error()).isEqualTo("unreadable");
    assertThat(rows()).isEqualTo(1);
  }

  private void park(Command command) {
    ledger.refuse(observed -> !isRecord(observed));
    reporter.observe(List.of(new Report(command, BLOCK, "tx")));
  }

  private static boolean isRecord(Command command) {
    return command instanceof io.holdfast.api.parked.ParkedCommand;
  }

  private ParkFailure parkedAndDue(Command command) {
    park(command);
    retries.work();
    ParkFailure record = ledger.last(ParkFailure.class);
    planned(record);
    clock.move(Duration.ofMinutes(1));
    return record;
  }

  private void planned(ParkFailure record) {
    projection.on(
        new FailureParked(
            record.targetId(),
            record.kind().name(),
            record.source(),
            record.what(),
            record.target(),
            record.payload(),
            record.errorCode(),
            record.error(),
            7,
            "block",
            "tx",
            clock.millis(),
            clock.millis() + 60_000));
  }

  private void block(String state) {
    db.sql(
            """
            INSERT INTO rail.block (rail, hash, height, parent_hash, mined_at_millis, state)
            VALUES (:rail, 'block', 7, 'parent', 0, :state)
            ON CONFLICT (rail, hash) DO UPDATE SET state = excluded.state""")
        .param("rail", RAIL)
        .param("state", state)
        .update();
  }

  private void cursor(long height, long finalHeight) {
    db.sql(
            """
            INSERT INTO rail.cursor (rail, genesis, height, hash, final_height)
            VALUES (:rail, 'genesis', :height, 'tip', :final)
            ON CONFLICT (rail) DO UPDATE SET height = excluded.height,
              final_height = excluded.final_height""")
        .param("rail", RAIL)
        .param("height", height)
        .param("final", finalHeight)
        .update();
  }

  private static ReportPayment payment() {
    return new ReportPayment(
        DEPOSIT,
        new DepositRequestId("deposit-request:a"),
        RAIL,
        "tx",
        0,
        new Money(new Asset("BTC", 8, RAIL), new BigInteger("9".repeat(30))),
        BLOCK,
        Instant.parse("2026-11-21T12:00:00.123Z"));
  }

  private long rows() {
    return db.sql("SELECT count(*) FROM rail.parked").query(Long.class).single();
  }

  /** A ledger that remembers what it took. */
  private static final class Refusing implements io.holdfast.chain.ledger.Ledger {
    private final List<Command> told = new ArrayList<>();
    private Predicate<Command> refused = _ -> false;
    private Predicate<Command> deadly = _ -> false;

    void refuse(Predicate<Command> commands) {
      refused = commands;
    }

    void dieOn(Predicate<Command> commands) {
      deadly = commands;
    }

    void acceptAll() {
      refused = _ -> false;
      deadly = _ -> false;
    }

    void forget() {
      told.clear();
    }

    List<Command> told() {
      return List.copyOf(told);
    }

    <T> List<T> told(Class<T> type) {
      return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T> T last(Class<T> type) {
      return told(type).getLast();
    }

    @Override
    public CompletableFuture<Boolean> send(Command command, Map<String, String> metadata) {
      if (deadly.test(command)) {
        return CompletableFuture.failedFuture(new IllegalStateException("the ledger is gone"));
      }
      if (refused.test(command)) {
        return CompletableFuture.failedFuture(
            new Rejection(ErrorCode.NOT_FOUND, "refused by the test"));
      }
      told.add(command);
      return CompletableFuture.completedFuture(true);
    }
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void move(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
