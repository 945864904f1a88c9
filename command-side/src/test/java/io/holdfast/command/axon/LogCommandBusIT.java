package io.holdfast.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.command.log.LogProperties;
import io.holdfast.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole nodes on one database: buses, repositories, caches, streams. */
class LogCommandBusIT {
  private static final LogProperties PROPERTIES = LogProperties.withoutDurability();

  private final TestDatabase database = TestDatabase.create("log");
  private final List<LogNode> nodes = new ArrayList<>();

  @AfterEach
  void closeNodes() {
    nodes.forEach(LogNode::close);
  }

  @Test
  void everySuccessCountsOnceThoughAllRaiseTheSameCounter() throws Exception {
    CommandBus bus = bus(PROPERTIES);

    List<Integer> counts = raise(List.of(bus), 64, 2_000, "counter:hot", 10_000);

    assertThat(counts).hasSize(2_000);
    assertThat(counts.stream().sorted()).containsExactlyElementsOf(upTo(2_000));
    assertNoGaps(2_000);
  }

  @Test
  void severalNodesKeepOneOrderAndLoseNothing() throws Exception {
    List<CommandBus> buses = List.of(bus(PROPERTIES), bus(PROPERTIES), bus(PROPERTIES));

    List<Integer> counts = raise(buses, 9, 300, "counter:shared", 10_000);

    assertThat(counts.stream().sorted()).containsExactlyElementsOf(upTo(300));
    assertNoGaps(300);
  }

  @Test
  void refusalsAreRightOnEveryNode() throws Exception {
    List<CommandBus> buses = List.of(bus(PROPERTIES), bus(PROPERTIES));

    List<Integer> counts = raise(buses, 8, 200, "counter:limited", 50);

    assertThat(counts.stream().sorted()).containsExactlyElementsOf(upTo(50));
  }

  @Test
  void refusalIsNotDecidedOnWhatAnotherNodeHasChanged() throws Exception {
    CommandBus one = bus(PROPERTIES);
    CommandBus other = bus(PROPERTIES);
    ask(one, new Counter.Raise("counter:seen", 9)).get();
    ask(other, new Counter.Raise("counter:seen", 9)).get();
    ask(other, new Counter.Raise("counter:seen", 9)).get();

    assertThat(ask(one, new Counter.Look("counter:seen")).get().getPayload()).isEqualTo(3);
    assertThatThrownBy(() -> ask(one, new Counter.Raise("counter:seen", 3)).get())
        .hasCauseInstanceOf(Rejection.class);
  }

  @Test
  void stateDroppedFromMemoryIsReadBackWithWhatWasOnItsWay() throws Exception {
    LogProperties tiny = new LogProperties(false, 16_384, 4_096, 5_000, 30, 1, 16);
    CommandBus bus = bus(tiny);
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 900; i++) {
        String id = "counter:many-" + i % 30;
        results.add(callers.submit(() -> count(ask(bus, new Counter.Raise(id, 10_000)))));
      }
    }
    AtomicInteger thirties = new AtomicInteger();
    for (Future<Integer> each : results) {
      if (each.get() == 30) {
        thirties.incrementAndGet();
      }
    }
    assertThat(thirties).hasValue(30);
    assertNoGaps(900);
  }

  @Test
  void answerCarriesTheIndexAndAStreamSeesTheEventAtOnceOnEveryNode() throws Exception {
    CommandBus bus = bus(PROPERTIES);
    bus(PROPERTIES);
    BlockingStream<TrackedEventMessage<?>> here = nodes.get(0).eventStore().openStream(null);
    BlockingStream<TrackedEventMessage<?>> there = nodes.get(1).eventStore().openStream(null);

    CommandResultMessage<?> answer = ask(bus, new Counter.Raise("counter:index", 9)).get();

    assertThat(answer.getMetaData()).containsEntry(MetaKeys.LOG_INDEX, 1L);
    assertThat(here.hasNextAvailable(500, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(there.hasNextAvailable(500, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(here.nextAvailable().getPayload()).isEqualTo(new Counter.Raised("counter:index", 1));
    assertThat(there.nextAvailable().getPayload())
        .isEqualTo(new Counter.Raised("counter:index", 1));
  }

  @Test
  void outageIsAClearFaultAndEndsByItself() throws Exception {
    LogProperties hasty = new LogProperties(false, 16_384, 4_096, 300, 30, 1_000, 1_000);
    CommandBus bus = bus(hasty);
    ask(bus, new Counter.Raise("counter:out", 9)).get();
    allowConnections(false);

    assertThatThrownBy(
            () -> ask(bus, new Counter.Raise("counter:out", 9)).get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            Rejection.class,
            fault ->
                assertThat(fault.code())
                    .isIn(ErrorCode.LOG_UNAVAILABLE, ErrorCode.OUTCOME_UNKNOWN));
    allowConnections(true);

    await()
        .ignoreExceptions()
        .until(() -> count(ask(bus, new Counter.Raise("counter:out", 99))) >= 2);
    assertNoGaps(
        nodes.getFirst().eventStore().lastSequenceNumberFor("counter:out").orElseThrow() + 1);
  }

  /** Shuts the database to all, as if it were gone, or opens it again. */
  private void allowConnections(boolean allowed) throws SQLException {
    String server = database.jdbcUrl().replace("/" + database.name(), "/postgres");
    try (Connection connection = DriverManager.getConnection(server, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS " + allowed);
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + database.name()
              + "'");
    }
  }

  private CommandBus bus(LogProperties properties) {
    LogNode node = LogNode.of(database.dataSource(), properties);
    nodes.add(node);
    LogCommandBus bus = node.commandBus(NoOpMessageMonitor.INSTANCE, List.of(new Correlation()));
    var _ =
        AggregateAnnotationCommandHandler.<Counter>builder()
            .aggregateType(Counter.class)
            .repository(node.repository(Counter.class))
            .commandTargetResolver(new CommandTarget())
            .build()
            .subscribe(bus);
    return bus;
  }

  /** The counts that were answered, in any order. Refusals are left out. */
  private static List<Integer> raise(
      List<CommandBus> buses, int callers, int times, String id, int limit) throws Exception {
    AtomicInteger left = new AtomicInteger(times);
    List<Integer> counts = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        CommandBus bus = buses.get(i % buses.size());
        running.add(executor.submit(() -> raiseInTurn(bus, left, id, limit)));
      }
      for (Future<List<Integer>> each : running) {
        counts.addAll(each.get());
      }
    }
    return counts;
  }

  private static List<Integer> raiseInTurn(CommandBus bus, AtomicInteger left, String id, int limit)
      throws Exception {
    List<Integer> counts = new ArrayList<>();
    while (left.getAndDecrement() > 0) {
      try {
        counts.add(count(ask(bus, new Counter.Raise(id, limit))));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof Rejection refusal)) {
          throw e;
        }
        if (refusal.code() == ErrorCode.CONCURRENT_CHANGE) {
          left.incrementAndGet();
        }
      }
    }
    return counts;
  }

  private static int count(CompletableFuture<CommandResultMessage<?>> answer) throws Exception {
    return (Integer) answer.get().getPayload();
  }

  private static CompletableFuture<CommandResultMessage<?>> ask(CommandBus bus, Object command) {
    CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
    bus.dispatch(
        new GenericCommandMessage<>(command),
        (sent, result) -> {
          if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
          } else {
            answer.complete(result);
          }
        });
    return answer;
  }

  private void assertNoGaps(long events) throws Exception {
    long index = 0;
    try (BlockingStream<TrackedEventMessage<?>> stream =
        nodes.getFirst().eventStore().openStream(null)) {
      while (stream.hasNextAvailable()) {
        TrackedEventMessage<?> event = stream.nextAvailable();
        index++;
        assertThat(event.trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(index));
        assertThat(event).isInstanceOf(DomainEventMessage.class);
      }
    }
    assertThat(index).isEqualTo(events);
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
