package io.holdfast.command.deposit;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.ExpireDepositRequest;
import io.holdfast.api.identity.MetaKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.context.SmartLifecycle;

/**
 * The process manager that ends deposit requests when their time runs out. It keeps no state: a
 * request is a task in the database, written before the event counts as handled, and named after
 * the request, so that it is there once. The task sends a command that is quiet when there is
 * nothing to do. So all of it may happen twice, on any node, after any crash. Never replayed.
 */
@ProcessingGroup("deadlines")
@DisallowReplay
public final class DepositDeadlines implements SmartLifecycle {
  private static final String ACTOR = "system:deadlines";
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final OneTimeTask<Void> expire;
  private final Scheduler scheduler;
  private volatile boolean running;

  public DepositDeadlines(DataSource source, CommandGateway commands, Clock clock) {
    expire =
        Tasks.oneTime("expire-deposit-request")
            .onFailure(new OnFailureRetryLater<>(RETRY))
            .execute((task, context) -> commands.sendAndWait(expiryOf(task.getId())));
    scheduler =
        Scheduler.create(source, expire)
            .tableName("log.scheduled_tasks")
            .clock(clock::instant)
            .threads(1)
            .pollingInterval(POLLING)
            .shutdownMaxWait(STOP)
            .build();
  }

  @EventHandler
  void on(DepositRequested event) {
    scheduler.scheduleIfNotExists(
        expire.instance(event.requestId()), Instant.ofEpochMilli(event.expiresAtMillis()));
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

  private static GenericCommandMessage<ExpireDepositRequest> expiryOf(String requestId) {
    return new GenericCommandMessage<>(
        new ExpireDepositRequest(new DepositRequestId(requestId)), Map.of(MetaKeys.ACTOR, ACTOR));
  }
}
