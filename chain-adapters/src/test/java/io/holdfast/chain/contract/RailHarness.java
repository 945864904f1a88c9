package io.holdfast.chain.contract;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.Command;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.RailPaused;
import io.holdfast.api.rail.RailResumed;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.chain.payout.Pauses;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Compared;
import io.holdfast.chain.reconcile.Reconciler;
import io.holdfast.chain.replay.ReplayOrders;
import io.holdfast.chain.replay.ReplayStore;
import io.holdfast.chain.restore.RestoredRails;
import io.holdfast.chain.run.RailWork;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole rail on a real database, turned by hand, told on by a ledger that only remembers. */
public abstract class RailHarness implements AutoCloseable {
  private static final int MOST_TURNS = 50;
  private static final List<String> FACTS =
      List.of(
          "block",
          "utxo",
          "tx_input",
          "payment",
          "sent",
          "spent_elsewhere",
          "payout",
          "contract_event",
          "derived_account",
          "parked");

  public final FakeLedger ledger = new FakeLedger();
  protected final JdbcClient db;
  private final HikariDataSource source;
  private final FakeBooks books;

  protected RailHarness() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.create("rail").dataSource());
    config.setMaximumPoolSize(4);
    this.source = new HikariDataSource(config);
    this.db = JdbcClient.create(source);
    this.books = new FakeBooks(db);
    ledger.enterInto(books::took);
  }

  protected final DataSource source() {
    return source;
  }

  /** As a program that was killed and started again: everything that was only in memory is gone. */
  public abstract void restart();

  public abstract Rail rail();

  protected abstract RailWork work();

  /** Started anew, it asks its node by two lines. They are closed with it. */
  public abstract TwoLines<?> takeTwoLines();

  /** A question by whose answer a node gives away that it is of another chain, and that answer. */
  public abstract Map.Entry<String, Object> wordOfAnotherChain();

  /** A withdrawal that nobody needs to approve. Answers with its id. */
  public abstract String withdraw(String name, long minorUnits, String destination);

  /** What wallets have on its chain. */
  public abstract BalanceSource balances();

  /** What is compared of its first asset. */
  protected abstract Compared compared();

  /** Whoever has a copy of our key pays this address. Answers with the transaction. */
  public abstract String steal(String destination);

  /**
   * Compares as a program does that has just started, with a ledger that took in all that it was
   * told, and does what may be done without asking. Answers with what the ledger is told of it.
   */
  public final List<Command> compare() {
    return compare(compared());
  }

  protected final List<Command> compare(Compared all) {
    books.settleAt(rail().creditDepthBlocks(), rail().finalityDepthBlocks());
    List<Command> told = new ArrayList<>();
    Reconciler reconciler =
        new Reconciler(
            new Compared(all.chain(), all.facts(), all.repair(), told::add),
            books.of(all.facts().asset()),
            () -> false,
            Clock.systemUTC(),
            Duration.ofHours(1),
            Runnable::run);
    await()
        .until(
            () -> {
              reconciler.step();
              return told.stream().anyMatch(RecordComparison.class::isInstance);
            });
    for (int i = 0; i < MOST_TURNS; i++) {
      reconciler.step();
    }
    return told;
  }

  @Override
  public void close() {
    source.close();
  }

  /** As the log tells it when an administrator pauses the rail. */
  public final void pause() {
    new Pauses(db).on(new RailPaused(rail().id(), "a test", "user:adam"));
  }

  public final void resume() {
    RailResumed event = new RailResumed(rail().id(), "it is over", "user:adam");
    new Pauses(db).on(event, Clock.systemUTC().instant());
  }

  /** Why a withdrawal waits, as its rail tells it. */
  public final String whyItWaits(String withdrawalId) {
    return db.sql("SELECT coalesce(detail, '') FROM rail.payout WHERE withdrawal_id = :id")
        .param("id", withdrawalId)
        .query(String.class)
        .single();
  }

  /** As after a restore of a backup since which so many keys may have been given out. */
  public final void restored(int lostKeys) {
    RestoredRails.mark(db, Clock.systemUTC().millis() - 1, lostKeys);
    restart();
  }

  /** Turns until there is nothing more to do at once. */
  public final void turn() {
    for (int i = 0; i < MOST_TURNS; i++) {
      if (!work().work()) {
        return;
      }
    }
    throw new AssertionError("the rail does not come to rest");
  }

  public final String depositAddress(String name) {
    return rail().depositAddress(new DepositRequestId("deposit-request:" + name));
  }

  /** An administrator wants these blocks read again. */
  public final void replay(String replayId, long from, long to) {
    orders()
        .on(
            new ReplayRequested(
                replayId, "CHAIN", rail().id(), from, to, "", "user:adam", "for the test"));
  }

  public final void cancelReplay(String replayId) {
    orders().on(new ReplayCancellationOrdered(replayId, "user:adam"));
  }

  private ReplayOrders orders() {
    return new ReplayOrders(new ReplayStore(db), () -> {});
  }

  /** All that the rail stored of its chain, row by row. */
  public final List<String> facts() {
    return FACTS.stream()
        .flatMap(
            table ->
                db
                    .sql(
                        "SELECT '%s ' || t::text FROM rail.%s t ORDER BY 1".formatted(table, table))
                    .query(String.class)
                    .list()
                    .stream())
        .toList();
  }

  /** As a rail that was blind to all that it was ever paid. */
  public final void forgetPayments() {
    books.forgetPayments();
    db.sql("DELETE FROM rail.utxo").update();
    db.sql("DELETE FROM rail.payment").update();
  }

  /** The heights of the blocks that were applied, in that order. */
  public final List<Long> appliedHeights() {
    return ledger.told(ApplyBlock.class).stream().map(apply -> apply.block().height()).toList();
  }

  /** The hashes of the chain as it is stored. */
  public final List<String> storedChain() {
    return db.sql("SELECT hash FROM rail.block WHERE state = 'APPLIED' ORDER BY height")
        .query(String.class)
        .list();
  }

  /** The height of the lowest block that is stored. */
  public final long lowestHeight() {
    return count("SELECT min(height) FROM rail.block");
  }

  /** What the ledger was told last of how the rail is doing. */
  public final Optional<RailState> state() {
    List<ChangeRailState> changes = ledger.told(ChangeRailState.class);
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes.getLast().state());
  }

  public final long count(String sql) {
    return db.sql(sql).query(Long.class).single();
  }
}
