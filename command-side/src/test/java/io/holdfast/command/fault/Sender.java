package io.holdfast.command.fault;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.command.axon.Correlation;
import io.holdfast.command.axon.Counter;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.command.log.LogProperties;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.Repository;
import org.axonframework.monitoring.NoOpMessageMonitor;

/**
 * A process that sends commands until it is killed. Whatever is acknowledged it tells on its
 * standard output, one line each: the request and the log index. Each command changes two
 * aggregates.
 */
public final class Sender {
  private static final int CALLERS = 24;
  private static final int COUNTERS = 20;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Raises two counters in one unit of work. */
  public record RaiseBoth(String first, String second) {}

  /** Loads in the order of the ids, as the law is. */
  public static final class Handler {
    private final Repository<Counter> counters;

    Handler(Repository<Counter> counters) {
      this.counters = counters;
    }

    @CommandHandler
    public void handle(RaiseBoth command) throws Exception {
      raise(command.first());
      raise(command.second());
    }

    private void raise(String id) throws Exception {
      counters
          .loadOrCreate(id, Counter::new)
          .execute(counter -> counter.handle(new Counter.Raise(id, NO_LIMIT)));
    }
  }

  private Sender() {}

  /**
   * @param arguments the database's address
   */
  public static void main(String[] arguments) throws InterruptedException {
    LogNode node = LogNode.of(CrashServer.dataSource(arguments[0]), LogProperties.defaults());
    CommandBus bus = node.commandBus(NoOpMessageMonitor.INSTANCE, List.of(new Correlation()));
    LogRepository<Counter> counters = node.repository(Counter.class);
    var _ = new AnnotationCommandHandlerAdapter<>(new Handler(counters)).subscribe(bus);
    for (int i = 0; i < CALLERS; i++) {
      send(bus, System.out);
    }
    Thread.currentThread().join();
  }

  private static void send(CommandBus bus, PrintStream acknowledged) {
    int one = ThreadLocalRandom.current().nextInt(COUNTERS - 1);
    int other = one + 1 + ThreadLocalRandom.current().nextInt(COUNTERS - 1 - one);
    String request = UUID.randomUUID().toString();
    bus.dispatch(
        new GenericCommandMessage<>(
            new RaiseBoth(counter(one), counter(other)), Map.of(MetaKeys.REQUEST_ID, request)),
        (sent, result) -> {
          if (result.isExceptional()) {
            LockSupport.parkNanos(PAUSE_NANOS);
          } else {
            Object index = result.getMetaData().get(MetaKeys.LOG_INDEX);
            acknowledged.println(request + " " + index + " durable");
          }
          var _ = Thread.startVirtualThread(() -> send(bus, acknowledged));
        });
  }

  private static String counter(int number) {
    return "counter:" + (char) ('a' + number);
  }
}
