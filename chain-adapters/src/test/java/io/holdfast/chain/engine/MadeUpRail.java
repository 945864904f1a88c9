package io.holdfast.chain.engine;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.chain.contract.FakeLedger;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.port.Finality;
import io.holdfast.chain.replay.ChainReplay;
import io.holdfast.chain.replay.ReplayOrders;
import io.holdfast.chain.replay.ReplayStore;
import io.holdfast.chain.replay.ReplayingWork;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The engine on a real database, one rail at a time, with the smallest facts, following made-up
 * chains.
 */
final class MadeUpRail {
  static final int FINALITY_DEPTH = 4;
  private static final int MOST_STEPS = 1_000;

  final FakeLedger ledger = new FakeLedger();
  final BlockStore blocks;
  private final DataSource source;
  private final Finality finality;
  private BlockFollower<List<String>> follower;

  /** On an empty database: a rail that was made before has none any more. */
  MadeUpRail(Finality finality) {
    this.source = EngineDatabase.emptied();
    this.finality = finality;
    this.blocks = new BlockStore(JdbcClient.create(source), MadeUpFacts.RAIL, 0);
    this.follower = follower();
  }

  private BlockFollower<List<String>> follower() {
    JdbcClient db = JdbcClient.create(source);
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Reporter reporter =
        new Reporter(ledger, new ParkingLot(db, MadeUpFacts.RAIL, clock), MadeUpFacts.RAIL);
    return new BlockFollower<>(
        MadeUpFacts.RAIL,
        blocks,
        new MadeUpFacts(db, reporter, FINALITY_DEPTH),
        finality,
        reporter,
        new JdbcTransactionManager(source),
        new ReadAhead(3));
  }

  /** What all came to: how it is stored, and what the ledger holds. */
  record Outcome(Map<String, String> deposits, Optional<Header> tip, long finalHeight) {}

  Outcome outcome() {
    return new Outcome(deposits(), blocks.tip(), blocks.finalHeight());
  }

  /** What comes of a chain where nothing ever happened. Takes the database of the rails before. */
  static Outcome ofAFreshIngest(TestChain chain) {
    MadeUpRail fresh = new MadeUpRail(Finality.byDepth(FINALITY_DEPTH));
    fresh.follow(MadeUpNode.of(chain));
    return fresh.outcome();
  }

  /** As a program that was killed and started again. */
  void restart() {
    follower = follower();
  }

  /** Following whatever the source shows, and reading blocks again beside. */
  RailWork replaying(ChainSource<List<String>> source, Clock clock) {
    JdbcClient db = JdbcClient.create(source());
    ParkingLot parkingLot = new ParkingLot(db, MadeUpFacts.RAIL, clock);
    Reporter reporter = new Reporter(ledger, parkingLot, MadeUpFacts.RAIL);
    ReplayStore replays = new ReplayStore(db);
    return new ReplayingWork<>(
        () -> follow(source.look()) instanceof Step.Apply,
        MadeUpFacts.RAIL,
        new ChainReplay<>(
            MadeUpFacts.RAIL,
            source,
            blocks,
            replays,
            telling -> new MadeUpFacts(db, telling, FINALITY_DEPTH),
            ledger,
            parkingLot,
            new JdbcTransactionManager(source())),
        replays,
        reporter,
        clock);
  }

  ReplayOrders replays() {
    return new ReplayOrders(new ReplayStore(JdbcClient.create(source)), () -> {});
  }

  DataSource source() {
    return source;
  }

  Step follow(ChainNode<List<String>> node) {
    return follower.follow(node, MOST_STEPS);
  }

  Step follow(ChainNode<List<String>> node, int mostSteps) {
    return follower.follow(node, mostSteps);
  }

  void thaw(ChainNode<List<String>> node) {
    follower.thaw(node);
  }

  /** What the ledger holds of each payment: its block, and the most confirmations told of it. */
  Map<String, String> deposits() {
    Map<String, String> blocks = new TreeMap<>();
    Map<String, Long> counts = new TreeMap<>();
    for (Command command : ledger.told()) {
      switch (command) {
        case ReportPayment report -> blocks.put(report.depositId().value(), hash(report));
        case OrphanPayment orphan -> {
          blocks.remove(orphan.depositId().value());
          counts.remove(orphan.depositId().value());
        }
        case CountConfirmations count ->
            counts.merge(count.depositId().value(), count.confirmations(), Math::max);
        default -> {}
      }
    }
    Map<String, String> deposits = new TreeMap<>();
    blocks.forEach((id, hash) -> deposits.put(id, hash + " " + counts.getOrDefault(id, 0L)));
    return deposits;
  }

  private static String hash(ReportPayment report) {
    return report.block() == null ? "waiting" : report.block().hash();
  }

  /** All confirmations told of this payment, in that order. */
  List<Long> countsOf(String payment) {
    return ledger.told(CountConfirmations.class).stream()
        .filter(count -> count.depositId().equals(MadeUpFacts.id(payment)))
        .map(CountConfirmations::confirmations)
        .toList();
  }
}
