package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.bench.Load.Result;
import io.holdfast.bench.Trades.Step;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.axon.Correlation;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.deadline.Deadlines;
import io.holdfast.command.escrow.OrderDeadlines;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.log.LogProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whole lives of orders that are paid from a balance (made, paid, shipped, confirmed, released)
 * against raw inserts, in interleaved rounds of one run; the time each step takes; and how long
 * deadlines that are all due at once take to act, once each.
 *
 * <p>{@code ./holdfast bench escrow [--rounds=5] [--seconds=4] [--deadlines=10000]}
 */
public final class EscrowBench {
  private static final int RAW_CALLERS = 64;
  private static final int CALLERS = 256;
  private static final int WARM_UP_ROUNDS = 2;
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final String SHIPPING = "order-shipping";
  private static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();
  private static final ThreadFactory VIRTUAL = Thread.ofVirtual().factory();

  /**
   * All of one round.
   *
   * @param p99Millis of each step
   */
  private record Round(Result raw, Result lives, Map<Step, Double> p99Millis) {
    double commandsOverRaw() {
      return lives.perSecond() * Step.values().length / raw.perSecond();
    }
  }

  private final HikariDataSource rawSource;
  private final HikariDataSource source;
  private final Trades trades;
  private final CommandBus bus;

  private EscrowBench(
      HikariDataSource rawSource, HikariDataSource source, LogNode node, LaterClock clock) {
    this.rawSource = rawSource;
    this.source = source;
    bus = node.commandBus(NoOpMessageMonitor.INSTANCE, List.of(new Correlation()));
    Ledger ledger =
        new Ledger(
            bus,
            node.repository(AccountAggregate.class),
            node.repositoryOfUnkept(EntryAggregate.class));
    trades = new Trades(node, bus, ledger, clock);
    ledger.open();
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Goals.option(arguments, "rounds", 5);
    int deadlines = Goals.option(arguments, "deadlines", 10_000);
    Duration time = Duration.ofSeconds(Goals.option(arguments, "seconds", 4));
    LaterClock clock = new LaterClock();
    try (BenchPostgres postgres = new BenchPostgres()) {
      postgres.migrate("log");
      RawInserts.prepare(postgres);
      try (HikariDataSource source = postgres.pool(8);
          HikariDataSource rawSource = postgres.pool(RAW_CALLERS);
          LogNode node = LogNode.of(source, LogProperties.defaults())) {
        EscrowBench bench = new EscrowBench(rawSource, source, node, clock);
        bench.lives(rounds, time);
        bench.deadlines(deadlines, clock);
      }
    }
  }

  private void lives(int rounds, Duration time) throws Exception {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      round(time);
    }
    List<Round> measured = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      measured.add(round(time));
      print(i, measured.getLast());
    }
    Goals.head();
    Goals.tellOnly(
        "commands of orders, 256 callers ÷ raw inserts", measured, Round::commandsOverRaw);
  }

  private Round round(Duration time) throws Exception {
    Result raw;
    try (RawInserts inserts = new RawInserts(rawSource, RAW_CALLERS)) {
      raw = Load.run(PLATFORM, RAW_CALLERS, time, inserts::insert);
    }
    List<Map<Step, Long>> taken = Collections.synchronizedList(new ArrayList<>());
    Result lives = Load.run(VIRTUAL, CALLERS, time, _ -> taken.add(trades.live()));
    return new Round(raw, lives, p99s(taken));
  }

  private static Map<Step, Double> p99s(List<Map<Step, Long>> taken) {
    Map<Step, Double> p99s = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      long[] sorted =
          taken.stream().mapToLong(each -> each.getOrDefault(step, 0L)).sorted().toArray();
      p99s.put(step, sorted[(int) (sorted.length * 0.99)] / 1e6);
    }
    return p99s;
  }

  private static void print(int number, Round round) {
    System.out.printf("round %d%n", number);
    line("raw inserts, 64 callers", round.raw());
    line("lives of orders, 256 callers", round.lives());
    round
        .p99Millis()
        .forEach(
            (step, millis) -> System.out.printf("    %-38s %35s p99 %6.2f ms%n", step, "", millis));
  }

  private static void line(String what, Result result) {
    System.out.printf(
        "  %-40s %,9.0f/s   median %6.2f ms   p99 %6.2f ms%n",
        what, result.perSecond(), result.medianMillis(), result.p99Millis());
  }

  /** Orders that are paid and never sent: each goes back to its buyer when its moment has come. */
  private void deadlines(int count, LaterClock clock) throws InterruptedException {
    List<OrderId> orders = trades.funded(count);
    JdbcClient log = JdbcClient.create(source);
    long before = head(log);
    Deadlines deadlines =
        new Deadlines(
            source,
            DefaultCommandGateway.builder().commandBus(bus).build(),
            clock,
            OrderDeadlines.KINDS);
    Deadlines.Kind kind =
        OrderDeadlines.KINDS.stream()
            .filter(each -> each.name().equals(SHIPPING))
            .findFirst()
            .orElseThrow();
    Instant due = clock.instant().plus(Duration.ofDays(1));
    orders.forEach(order -> deadlines.at(kind, order.value(), due));
    clock.turnTo(due.plusSeconds(1));
    long begin = System.nanoTime();
    deadlines.start();
    awaitAll(log, before, count, begin);
    double seconds = (System.nanoTime() - begin) / 1e9;
    deadlines.stop();
    System.out.printf(
        "%n%,d deadlines due at once: all had acted after %.1f s, %,.0f a second%n",
        count, seconds, count / seconds);
    requireOnce(log, before, "OrderCancelled", count);
    requireOnce(log, before, "OrderPaidOut", count);
  }

  private static void awaitAll(JdbcClient log, long before, int count, long begin)
      throws InterruptedException {
    long acted = 0;
    while (acted < count) {
      if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
        throw new IllegalStateException(
            "%,d of %,d deadlines had acted after %s".formatted(acted, count, LONGEST_WAIT));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
      acted = happened(log, before, "OrderCancelled", "aggregate_id");
    }
  }

  private static void requireOnce(JdbcClient log, long before, String event, int count) {
    long all = happened(log, before, event, "*");
    long orders = happened(log, before, event, "DISTINCT aggregate_id");
    System.out.printf("  %-14s %,d times, for %,d orders%n", event, all, orders);
    if (all != count || orders != count) {
      throw new IllegalStateException(event + " happened twice, or not at all");
    }
  }

  private static long head(JdbcClient log) {
    return log.sql("SELECT max(log_index) FROM log.event").query(Long.class).single();
  }

  private static long happened(JdbcClient log, long after, String event, String counted) {
    return log.sql(
            "SELECT count(%s) FROM log.event WHERE log_index > ? AND type LIKE ?"
                .formatted(counted))
        .param(after)
        .param("%." + event)
        .query(Long.class)
        .single();
  }
}
