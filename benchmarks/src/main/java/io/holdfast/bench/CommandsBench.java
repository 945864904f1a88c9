package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.bench.Load.Result;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.axon.Correlation;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.log.LogProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.axonframework.monitoring.NoOpMessageMonitor;

/**
 * Goals 1, 2, 3 and 5: durable ledger commands through the command bus against raw inserts and
 * against stock Axon, in interleaved rounds of one run. Only the ratios count; each is the median
 * of the rounds' ratios.
 *
 * <p>{@code ./holdfast bench commands [--rounds=5] [--seconds=4]}
 */
public final class CommandsBench {
  private static final int FEW = 64;
  private static final int MANY = 256;
  private static final int WARM_UP_ROUNDS = 2;
  private static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();
  private static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

  /** All of one round. */
  private record Round(
      Result raw, Result stock, Result transfers, Result deposits, Result hot, Result few) {}

  private CommandsBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Goals.option(arguments, "rounds", 5);
    Duration time = Duration.ofSeconds(Goals.option(arguments, "seconds", 4));
    List<Round> measured = new ArrayList<>();
    try (BenchPostgres postgres = new BenchPostgres()) {
      postgres.migrate("log");
      RawInserts.prepare(postgres);
      StockAxon.prepare(postgres);
      try (HikariDataSource source = postgres.pool(8);
          HikariDataSource rawSource = postgres.pool(FEW);
          StockAxon stock = new StockAxon(postgres.pool(FEW));
          LogNode node = LogNode.of(source, LogProperties.defaults())) {
        Ledger ledger = ledger(node);
        ledger.open();
        stock.ledger().open();
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
          round(rawSource, stock.ledger(), ledger, time);
        }
        for (int i = 1; i <= rounds; i++) {
          measured.add(round(rawSource, stock.ledger(), ledger, time));
          print(i, measured.getLast());
        }
      }
    }
    report(measured);
  }

  private static Ledger ledger(LogNode node) {
    return new Ledger(
        node.commandBus(NoOpMessageMonitor.INSTANCE, List.of(new Correlation())),
        node.repository(AccountAggregate.class),
        node.repositoryOfUnkept(EntryAggregate.class));
  }

  private static Round round(HikariDataSource rawSource, Ledger stock, Ledger ledger, Duration time)
      throws Exception {
    Result raw;
    try (RawInserts inserts = new RawInserts(rawSource, FEW)) {
      raw = Load.run(PLATFORM, FEW, time, inserts::insert);
    }
    return new Round(
        raw,
        Load.run(PLATFORM, FEW, time, caller -> stock.transfer()),
        Load.run(VIRTUAL, MANY, time, caller -> ledger.transfer()),
        Load.run(VIRTUAL, MANY, time, caller -> ledger.deposit()),
        Load.run(VIRTUAL, FEW, time, caller -> ledger.depositOnHotAccount()),
        Load.run(VIRTUAL, FEW, time, caller -> ledger.transfer()));
  }

  private static void print(int number, Round round) {
    System.out.printf("round %d%n", number);
    line("raw inserts, 64 callers", round.raw());
    line("stock Axon transfers, 64 callers", round.stock());
    line("transfers, 256 callers, 1,000 accounts", round.transfers());
    line("deposits, 256 callers, 1,000 accounts", round.deposits());
    line("deposits, 64 callers, one account", round.hot());
    line("transfers, 64 callers, 1,000 accounts", round.few());
  }

  private static void line(String what, Result result) {
    System.out.printf(
        "  %-40s %,9.0f/s   median %6.2f ms   p99 %6.2f ms%n",
        what, result.perSecond(), result.medianMillis(), result.p99Millis());
  }

  private static void report(List<Round> rounds) {
    Goals.head();
    Goals.tell(
        "1  transfers, 256 callers ÷ raw inserts",
        rounds,
        1.2,
        3.0,
        r -> over(r.transfers(), r.raw()));
    Goals.tell(
        "   deposits, 256 callers ÷ raw inserts",
        rounds,
        1.2,
        3.0,
        r -> over(r.deposits(), r.raw()));
    Goals.tell(
        "2  transfers ÷ stock Axon on JDBC", rounds, 4, 10, r -> over(r.transfers(), r.stock()));
    Goals.tell(
        "3  one hot account, 64 callers ÷ raw inserts",
        rounds,
        0.7,
        1.5,
        r -> over(r.hot(), r.raw()));
    Goals.tell(
        "5  p99 of transfers ÷ p99 of raw inserts, 64 callers (at most)",
        rounds,
        -4,
        -2,
        r -> r.few().p99Millis() / r.raw().p99Millis());
  }

  private static double over(Result one, Result other) {
    return one.perSecond() / other.perSecond();
  }
}
