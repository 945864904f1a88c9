package io.holdfast.command.axon;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.command.log.AggregateStates;
import io.holdfast.command.log.LogProperties;
import io.holdfast.command.log.Readings;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Handles a command on the thread that sends it, and answers when the log has confirmed the
 * decision: a success when it is durable, a refusal when what it was decided on is. Where the
 * decision stood on a state that was not the true one, the state is forgotten and the command is
 * decided again, a bounded number of times, marked as {@link MetaKeys#RETRIED}.
 *
 * <p>The answer comes on a virtual thread of its own, or on the sender's; the callback may block.
 *
 * <p>A command sent by a command's handler is part of that command's unit of work: decided and
 * appended with it, answered at once. A command sent while anything else is being handled, such as
 * an event, has a unit of work of its own, for its durability must not hang on the other's end.
 */
public final class LogCommandBus extends SimpleCommandBus {
  private static final int LONGEST_PAUSE_MILLIS = 50;

  private final AggregateStates states;
  private final int attempts;

  /** The same that Axon's bus keeps for the commands of commands. */
  private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();

  private final Executor answering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("holdfast-answer").factory());

  public LogCommandBus(
      AggregateStates states,
      LogProperties properties,
      MessageMonitor<? super CommandMessage<?>> monitor) {
    super(
        builder()
            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
            .messageMonitor(monitor));
    this.states = states;
    this.attempts = properties.attempts();
  }

  @Override
  protected <C, R> void handle(
      CommandMessage<C> command,
      MessageHandler<? super CommandMessage<?>> handler,
      CommandCallback<? super C, ? super R> callback) {
    UnitOfWork<?> outer = CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get() : null;
    if (outer != null && outer.root().getMessage() instanceof CommandMessage) {
      super.handle(command, handler, callback);
    } else if (outer != null) {
      CurrentUnitOfWork.clear(outer);
      try {
        new Attempt<C, R>(command, handler, callback).make();
      } finally {
        CurrentUnitOfWork.set(outer);
      }
    } else {
      new Attempt<C, R>(command, handler, callback).make();
    }
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    Registration registration = super.registerHandlerInterceptor(interceptor);
    interceptors.add(interceptor);
    return () -> interceptors.remove(interceptor) && registration.cancel();
  }

  /** One command on its way to its answer. */
  private final class Attempt<C, R> {
    private CommandMessage<C> command;
    private final MessageHandler<? super CommandMessage<?>> handler;
    private final CommandCallback<? super C, ? super R> callback;
    private int made;

    private Attempt(
        CommandMessage<C> command,
        MessageHandler<? super CommandMessage<?>> handler,
        CommandCallback<? super C, ? super R> callback) {
      this.command = command;
      this.handler = handler;
      this.callback = callback;
    }

    private void make() {
      made++;
      var unit = new CommandUnitOfWork<CommandMessage<?>>(command);
      unit.start();
      InterceptorChain chain = new DefaultInterceptorChain<>(unit, interceptors, handler);
      CommandResultMessage<R> result =
          GenericCommandResultMessage.asCommandResultMessage(
              unit.executeWithResult(chain::proceed, RollbackConfigurationType.ANY_THROWABLE));
      Readings read = Readings.in(unit);
      CompletableFuture<Long> outcome = read == null ? null : read.outcome();
      if (read == null || outcome == null) {
        callback.onResult(command, result);
        return;
      }
      var _ =
          outcome.whenComplete(
              (index, failure) -> answering.execute(() -> answer(read, result, index, failure)));
    }

    private void answer(
        Readings read,
        CommandResultMessage<? extends R> result,
        Long index,
        @Nullable Throwable failure) {
      if (failure == null) {
        callback.onResult(command, confirmed(result, index));
      } else {
        failed(read, failure);
      }
    }

    private CommandResultMessage<? extends R> confirmed(
        CommandResultMessage<? extends R> result, long index) {
      return index == Readings.NOTHING_APPENDED
          ? result
          : result.andMetaData(Map.of(MetaKeys.LOG_INDEX, index));
    }

    private void failed(Readings read, Throwable failure) {
      new TreeSet<>(read.aggregateIds()).forEach(states::forget);
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (!(cause instanceof ConcurrencyException)) {
        callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(cause));
      } else if (made < attempts) {
        pause();
        command = command.andMetaData(Map.of(MetaKeys.RETRIED, "true"));
        make();
      } else {
        callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(tooBusy()));
      }
    }

    /** A little longer each time and never the same, so that nodes do not keep step. */
    private void pause() {
      int bound = Math.min(1 << Math.min(made - 1, 10), LONGEST_PAUSE_MILLIS);
      try {
        TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(bound * 1000L));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Rejection tooBusy() {
      return new Rejection(
          ErrorCode.CONCURRENT_CHANGE,
          "Others kept changing the same at the same time. Nothing was changed; please try again.");
    }
  }
}
