package io.holdfast.command.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.holdfast.api.Command;
import io.holdfast.api.identity.MetaKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Sends a command when its moment has come. What waits is a task in the database, named after what
 * it is for, so that it is there once, outlives every node and is done by one of them; if that one
 * fails or dies, it is done again. So its command may come twice and late, and is quiet when there
 * is nothing to do. It is caused by the event in whose handling it was asked for. Thread-safe.
 */
public final class Deadlines implements SmartLifecycle {
  private static final String ACTOR = "system:deadlines";
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final CommandGateway commands;
  private final Scheduler scheduler;
  private volatile boolean running;

  /**
   * What may wait.
   *
   * @param name stands in the database: never changed
   * @param command for the id of what waits. Where it is answered with a moment in milliseconds
   *     above 0, it is too early, and the command is sent again at that moment
   */
  public record Kind(String name, Function<String, Command> command) {}

  public Deadlines(DataSource source, CommandGateway commands, Clock clock, List<Kind> kinds) {
    this.commands = commands;
    this.scheduler =
        Scheduler.create(source, List.copyOf(kinds.stream().map(this::task).toList()))
            .tableName("log.scheduled_tasks")
            .serializer(Origin.SERIALIZER)
            .clock(clock::instant)
            .threads(1)
            .pollingInterval(POLLING)
            .shutdownMaxWait(STOP)
            .build();
  }

  /** Does nothing where it waits already. */
  public void at(Kind kind, String id, Instant moment) {
    scheduler.scheduleIfNotExists(new TaskInstance<>(kind.name(), id, Origin.current()), moment);
  }

  private CustomTask<Origin> task(Kind kind) {
    return Tasks.custom(kind.name(), Origin.class)
        .onFailure(new OnFailureRetryLater<>(RETRY))
        .onDeadExecutionRevive()
        .execute((task, _) -> after(send(kind.command().apply(task.getId()), task.getData())));
  }

  /**
   * @param origin none of what waited before origins were kept
   */
  private Object send(Command command, @Nullable Origin origin) {
    Map<String, String> metadata = new HashMap<>(Map.of(MetaKeys.ACTOR, ACTOR));
    if (origin != null) {
      metadata.putAll(origin.metadata());
    }
    return commands.sendAndWait(new GenericCommandMessage<>(command, metadata));
  }

  private static CompletionHandler<Origin> after(Object answer) {
    return (done, waiting) -> {
      if (answer instanceof Long again && again > 0) {
        waiting.reschedule(done, Instant.ofEpochMilli(again));
      } else {
        waiting.stop();
      }
    };
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
