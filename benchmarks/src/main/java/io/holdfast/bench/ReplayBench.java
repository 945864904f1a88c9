package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.axon.Correlation;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.log.LogProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.monitoring.NoOpMessageMonitor;

/**
 * Goal 6: all views folded from the first event of the log on, by the processor of the product,
 * against the same rows out of PostgreSQL and in again by COPY, in interleaved rounds of one run.
 *
 * <p>{@code ./holdfast bench replay [--rounds=5] [--events=200000]}
 */
public final class ReplayBench {
  private static final int CALLERS = 256;
  private static final int EVENTS_OF_A_TRANSFER_AND_A_DEPOSIT = 5;

  /** Events a second, of the copy and of the replay. */
  private record Round(double copy, double replay) {}

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
        for (int i = 0; i <= rounds; i++) {
          Round round = round(postgres, source, views);
          if (i > 0) {
            measured.add(round);
            System.out.printf(
                "round %d: COPY into COPY %,9.0f events/s, replay %,9.0f events/s%n",
                i, round.copy(), round.replay());
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

  private static Round round(BenchPostgres postgres, HikariDataSource source, Views views)
      throws Exception {
    long events = views.head();
    postgres.execute("TRUNCATE copied.event", "CHECKPOINT");
    double copy = perSecond(events, () -> Copying.copy(source));
    views.forget();
    postgres.execute("CHECKPOINT");
    return new Round(copy, perSecond(events, views::replay));
  }

  private static double perSecond(long events, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return events * 1e9 / (System.nanoTime() - start);
  }
}
