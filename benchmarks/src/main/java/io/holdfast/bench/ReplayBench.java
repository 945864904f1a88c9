package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.axon.Correlation;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.log.LogProperties;
import io.holdfast.query.replay.RebuildOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.monitoring.NoOpMessageMonitor;

/**
 * Goal 6: all views folded from the first event of the log on, as an administrator's replay does
 * it, against the same rows out of PostgreSQL and in again by COPY, in interleaved rounds of one
 * run. Each replay is then compared with the views in use, which must be the same, and put in their
 * place.
 *
 * <p>{@code ./holdfast bench replay [--rounds=5] [--events=200000]}
 */
public final class ReplayBench {
  private static final int CALLERS = 256;
  private static final int EVENTS_OF_A_TRANSFER_AND_A_DEPOSIT = 5;

  /** Events a second: of the copy, of the replay until all is written, and until it is in use. */
  private record Round(double copy, double replay, double whole) {}

  private interface Work {
    void run() throws Exception;
  }

  private ReplayBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Goals.option(arguments, "rounds", 5);
    int events = Goals.option(arguments, "events", 200_000);
    List<Round> measured = new ArrayList<>();
    try (BenchPostgres postgres = new BenchPostgres()) {
      postgres.migrate("log");
      postgres.migrate("view");
      Copying.prepare(postgres);
      try (HikariDataSource source = postgres.pool(8);
          LogNode node = LogNode.of(source, LogProperties.defaults())) {
        write(node, events);
        postgres.execute("VACUUM ANALYZE log.event");
        Views views = new Views(source, node.eventStore());
        System.out.printf(
            "by the processor at the head, once: %,9.0f events/s%n",
            perSecond(views.head(), views::replay));
        Rebuilding rebuilding = new Rebuilding(source, node.eventStore());
        for (int i = 0; i <= rounds; i++) {
          Round round = round(postgres, source, views.head(), rebuilding);
          if (i > 0) {
            measured.add(round);
            System.out.printf(
                "round %d: COPY into COPY %,9.0f events/s, replay %,9.0f events/s,"
                    + " compared and in use %,9.0f events/s%n",
                i, round.copy(), round.replay(), round.whole());
          }
        }
      }
    }
    Goals.head();
    Goals.tell(
        "6  replay with projection writes ÷ COPY out piped into COPY",
        measured,
        0.2,
        0.4,
        r -> r.replay() / r.copy());
  }

  /** As the ledger writes it: half transfers, half deposits, on the accounts of the bench. */
  private static void write(LogNode node, int events) throws Exception {
    Ledger ledger =
        new Ledger(
            node.commandBus(NoOpMessageMonitor.INSTANCE, List.of(new Correlation())),
            node.repository(AccountAggregate.class),
            node.repositoryOfUnkept(EntryAggregate.class));
    ledger.open();
    AtomicInteger pairs = new AtomicInteger(events / EVENTS_OF_A_TRANSFER_AND_A_DEPOSIT);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        running.add(
            callers.submit(
                () -> {
                  while (pairs.getAndDecrement() > 0) {
                    ledger.transfer();
                    ledger.deposit();
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static Round round(
      BenchPostgres postgres, HikariDataSource source, long events, Rebuilding rebuilding)
      throws Exception {
    postgres.execute("TRUNCATE copied.event", "CHECKPOINT");
    double copy = perSecond(events, () -> Copying.copy(source));
    postgres.execute("CHECKPOINT");
    RebuildOrder order = rebuilding.order();
    double replay = perSecond(events, () -> rebuilding.fill(order));
    double rest = perSecond(events, () -> rebuilding.finish(order));
    return new Round(copy, replay, 1 / (1 / replay + 1 / rest));
  }

  private static double perSecond(long events, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return events * 1e9 / (System.nanoTime() - start);
  }
}
