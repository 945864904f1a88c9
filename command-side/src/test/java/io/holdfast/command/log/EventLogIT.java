package io.holdfast.command.log;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.error.Rejection;
import io.holdfast.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.axonframework.modelling.command.ConcurrencyException;

/** The law of the log, tried with several writers on one database. */
class EventLogIT {
  private static final LogProperties PROPERTIES = LogProperties.withoutDurability();

  private final TestDatabase database = TestDatabase.create("log");
  private final LogReader reader = new LogReader(database.dataSource());

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void logIsASerialOrderOfAllThatWasAcknowledged(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int nodes) throws Exception {
    Map<Decision, Boolean> decisions = new ConcurrentHashMap<>();
    List<EventLog> logs = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      logs.add(new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES)));
    }
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      List<Map<String, Long>> memories = new ArrayList<>();
      logs.forEach(log -> memories.add(new ConcurrentHashMap<>()));
      for (int i = 0; i < 6 * nodes; i++) {
        EventLog log = logs.get(i % nodes);
        Map<String, Long> memory = memories.get(i % nodes);
        Random chance = new Random(seed + i);
        running.add(callers.submit(() -> decideAtRandom(log, memory, chance, decisions)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      logs.forEach(EventLog::close);
    }

    assertThat(decisions.values()).contains(true);
    assertSerial(decisions);
  }

  /** Decides on heads as its node remembers them, right or wrong, and sometimes on a guess. */
  private void decideAtRandom(
      EventLog log, Map<String, Long> memory, Random chance, Map<Decision, Boolean> decisions) {
    for (int i = 0; i < 25; i++) {
      Map<String, Long> reads = new HashMap<>();
      List<Row> rows = new ArrayList<>();
      for (int id = 0; id < 5; id++) {
        if (chance.nextInt(3) == 0) {
          String aggregate = "note:" + database.name() + id;
          long known = memory.computeIfAbsent(aggregate, reader::headOf);
          long guess = chance.nextInt(10) == 0 ? known + chance.nextInt(3) - 1 : known;
          long head = Math.max(guess, Decision.ABSENT);
          reads.put(aggregate, head);
          for (int n = chance.nextInt(3); n > 0; n--) {
            head++;
            rows.add(Rows.row(aggregate, head));
          }
        }
      }
      Decision decision = new Decision(reads, rows);
      log.submit(decision);
      decision.awaitKnown();
      boolean acknowledged = !decision.outcome.isCompletedExceptionally();
      decisions.put(decision, acknowledged);
      if (acknowledged) {
        rows.forEach(row -> memory.merge(row.aggregateId(), row.sequenceNumber(), Math::max));
      } else {
        memory.keySet().removeAll(reads.keySet());
      }
    }
  }

  private void assertSerial(Map<Decision, Boolean> decisions) {
    List<Entry> entries = allEntries();
    Map<String, Decision> byEvent = new HashMap<>();
    decisions.forEach(
        (decision, acknowledged) ->
            decision.rows.forEach(row -> byEvent.put(row.message().getIdentifier(), decision)));
    Map<String, Long> heads = new HashMap<>();
    Map<Decision, Integer> written = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      assertThat(entry.index()).as("no gap").isEqualTo(i + 1);
      Decision decision = byEvent.get(entry.eventId());
      if (decision == null) {
        heads.put(entry.aggregateId(), entry.sequenceNumber());
        continue; // of an earlier trial on the same database
      }
      assertThat(decisions).as("only what was acknowledged").containsEntry(decision, true);
      if (written.merge(decision, 1, Integer::sum) == 1) {
        decision.reads.forEach(
            (id, head) -> assertThat(heads.getOrDefault(id, Decision.ABSENT)).isEqualTo(head));
        assertThat(decision.outcome.join())
            .as("acknowledged with its last index")
            .isEqualTo(entry.index() + decision.rows.size() - 1);
      }
      heads.put(entry.aggregateId(), entry.sequenceNumber());
    }
    decisions.forEach(
        (decision, acknowledged) ->
            assertThat(written.getOrDefault(decision, 0))
                .as("all of it or nothing")
                .isEqualTo(acknowledged ? decision.rows.size() : 0));
  }

  private List<Entry> allEntries() {
    List<Entry> all = new ArrayList<>();
    for (List<Entry> page = reader.after(0); !page.isEmpty(); page = reader.after(all.size())) {
      all.addAll(page);
    }
    return all;
  }

  @Example
  void whatTheDatabaseRefusesFailsAlone() throws Exception {
    execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " RAISE EXCEPTION 'poison'; END $$",
        "CREATE TRIGGER refuse BEFORE INSERT ON log.event FOR EACH ROW"
            + " WHEN (NEW.aggregate_id = 'note:poison') EXECUTE FUNCTION refuse()");
    try (EventLog log = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES))) {
      List<Decision> good = new ArrayList<>();
      Decision bad = decision("note:poison");
      Decision built;
      try (Pause _ = new Pause(database)) {
        good.add(submitted(log, decision("note:before")));
        submitted(log, bad);
        built = new Decision(Map.of("note:poison", 0L), List.of(Rows.row("note:poison", 1)));
        submitted(log, built);
        good.add(submitted(log, decision("note:after")));
      }

      for (Decision each : good) {
        assertThat(each.outcome.get(60_000, MILLISECONDS)).isPositive();
      }
      assertThatThrownBy(bad.outcome::join).hasCauseInstanceOf(LogException.class);
      assertThatThrownBy(built.outcome::join).hasCauseInstanceOf(ConcurrencyException.class);
    }
  }

  @Example
  void aHeadThatThisNodeKnewIsNotTrustedWhenAnotherNodeHasAppended() {
    try (EventLog here = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES));
        EventLog there = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES))) {
      accepted(here, decision("note:mine"));
      accepted(here, decision("note:ours"));
      accepted(there, next("note:ours", 0));

      fallen(here, new Decision(Map.of("note:ours", 0L), List.of()));
      fallen(here, new Decision(Map.of("note:ours", 0L), List.of(Rows.row("note:elsewhere", 0))));
      accepted(here, next("note:mine", 0));
      fallen(here, new Decision(Map.of("note:ours", 0L), List.of()));
      accepted(here, new Decision(Map.of("note:ours", 1L), List.of()));
      accepted(here, next("note:ours", 1));
      fallen(there, next("note:ours", 1));
    }
  }

  @Example
  void aHeadThatThisNodeKnewIsNotTrustedAfterItsSessionWasLost() throws Exception {
    try (EventLog here = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES));
        EventLog there = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES))) {
      accepted(here, decision("note:known"));
      execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
              + " WHERE application_name LIKE 'holdfast-log-%'");
      accepted(there, next("note:known", 0));

      fallen(here, next("note:known", 0));
      accepted(here, next("note:known", 1));
    }
  }

  @Example
  void whoBeginsWhatHasBegunFallsAloneAndIsToldTheHead() throws Exception {
    try (EventLog here = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES));
        EventLog there = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES))) {
      accepted(there, decision("note:begun"));
      Decision before = decision("note:one");
      Decision again = decision("note:begun");
      Decision built = next("note:begun", 0);
      Decision after = decision("note:two");
      try (Pause _ = new Pause(database)) {
        List.of(before, again, built, after).forEach(here::submit);
      }

      assertThat(before.outcome.get(60_000, MILLISECONDS)).isEqualTo(2);
      assertThatThrownBy(again.outcome::join).hasCauseInstanceOf(ConcurrencyException.class);
      assertThat(built.outcome.get(60_000, MILLISECONDS)).isEqualTo(3);
      assertThat(after.outcome.get(60_000, MILLISECONDS)).isEqualTo(4);
    }
  }

  private static void accepted(EventLog log, Decision decision) {
    assertThat(submitted(log, decision).outcome.join()).isNotNegative();
  }

  private static void fallen(EventLog log, Decision decision) {
    assertThatThrownBy(submitted(log, decision).outcome::join)
        .hasCauseInstanceOf(ConcurrencyException.class);
  }

  @Example
  void nothingIsAcknowledgedBeforeItIsDurableNotEvenWhatAppendsNothing() throws Exception {
    try (EventLog log = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES))) {
      Decision first = decision("note:1");
      Decision quiet = new Decision(Map.of("note:1", 0L), List.of());
      try (Pause _ = new Pause(database)) {
        submitted(log, first);
        submitted(log, quiet);

        assertThatThrownBy(() -> quiet.outcome.get(300, MILLISECONDS))
            .isInstanceOf(TimeoutException.class);
        assertThat(first.outcome).isNotDone();
      }

      assertThat(first.outcome.get(60_000, MILLISECONDS)).isPositive();
      assertThat(quiet.outcome.get(60_000, MILLISECONDS)).isEqualTo(Decision.NOTHING_APPENDED);
    }
  }

  @Example
  void anOutageThatOnlySeemedOneEndsWithTheNextAnswer() {
    LogProperties hasty = LogProperties.withoutDurability().withOutageWaitMillis(1_000);
    LogTail tail = new LogTail(hasty);
    CountDownLatch held = new CountDownLatch(1);
    tail.watch(() -> awaitUninterruptibly(held));
    try (EventLog log = new EventLog(database.dataSource(), hasty, tail)) {
      assertThat(submitted(log, decision("note:answered")).outcome.join()).isPositive();
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> log.submit(decision("note:refused")))
                      .isInstanceOf(Rejection.class));

      held.countDown();

      await()
          .ignoreExceptions()
          .until(() -> submitted(log, decision("note:" + UUID.randomUUID())).outcome.join() > 0);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Example
  void whatIsQueuedIsWrittenBeforeTheLogCloses() throws Exception {
    EventLog log = new EventLog(database.dataSource(), PROPERTIES, new LogTail(PROPERTIES));
    List<Decision> queued = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      queued.add(submitted(log, decision("note:closing-" + i)));
    }

    log.close();

    assertThat(queued).allMatch(each -> each.outcome.join() > 0);
    assertThatThrownBy(() -> log.submit(decision("note:late"))).isInstanceOf(Rejection.class);
  }

  @Example
  void serverThatMayForgetIsRefused() {
    assertThatThrownBy(
            () ->
                new EventLog(
                    database.dataSource(),
                    LogProperties.defaults(),
                    new LogTail(LogProperties.defaults())))
        .isInstanceOf(NotDurableException.class)
        .hasMessageContaining("fsync = off");
  }

  private static Decision decision(String newId) {
    return new Decision(Map.of(newId, Decision.ABSENT), List.of(Rows.row(newId, 0)));
  }

  private static Decision next(String id, long head) {
    return new Decision(Map.of(id, head), List.of(Rows.row(id, head + 1)));
  }

  private static Decision submitted(EventLog log, Decision decision) {
    log.submit(decision);
    return decision;
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Holds the lock of all writers, so that what is submitted meanwhile waits. */
  private static final class Pause implements AutoCloseable {
    private final Connection connection;

    Pause(TestDatabase database) throws Exception {
      connection = database.dataSource().getConnection();
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement()) {
        lock.execute("SELECT log.lock()");
      }
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }
}
