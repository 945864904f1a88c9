package io.holdfast.gateway.bus;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.gateway.identity.Visitor;
import io.holdfast.gateway.security.CorrelatedLogs;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Sends commands in a caller's name. Every command leaves this door with actor, session,
 * correlation id and request id, and never runs on the network's threads.
 */
@Component
public class Commands {
  private final CommandBus bus;
  private final Scheduler workers;
  private final BusSettings settings;

  Commands(CommandBus bus, Scheduler doorScheduler, BusSettings settings) {
    this.bus = bus;
    this.workers = doorScheduler;
    this.settings = settings;
  }

  /** Ends with the ledger's rejection, or with OUTCOME_UNKNOWN where no answer came in time. */
  public Mono<Done> send(Ask ask, Object command) {
    return send(
        Map.of(
            MetaKeys.ACTOR, ask.caller().userId(),
            MetaKeys.SESSION, ask.caller().sessionId(),
            MetaKeys.CORRELATION_ID, ask.correlationId(),
            MetaKeys.REQUEST_ID, ask.requestId()),
        ask.correlationId(),
        command);
  }

  /**
   * The same, for who is not in yet.
   *
   * @param actor in whose name: a user's id, or {@code system:…}
   */
  public Mono<Done> send(String actor, Visitor visitor, Object command) {
    return send(
        Map.of(
            MetaKeys.ACTOR, actor,
            MetaKeys.CORRELATION_ID, visitor.correlationId(),
            MetaKeys.REQUEST_ID, visitor.requestId()),
        visitor.correlationId(),
        command);
  }

  private Mono<Done> send(Map<String, String> metadata, String correlationId, Object command) {
    CommandMessage<Object> message =
        GenericCommandMessage.asCommandMessage(command).andMetaData(metadata);
    return Mono.<Done>create(sink -> dispatch(message, correlationId, sink))
        .subscribeOn(workers)
        .timeout(settings.commandTimeout(), Mono.error(Commands::outcomeUnknown));
  }

  private void dispatch(CommandMessage<Object> message, String correlationId, MonoSink<Done> sink) {
    CorrelatedLogs.during(
        correlationId, () -> bus.dispatch(message, (_, result) -> complete(result, sink)));
  }

  private static void complete(CommandResultMessage<?> result, MonoSink<Done> sink) {
    if (result.isExceptional()) {
      sink.error(result.exceptionResult());
      return;
    }
    Object index = result.getMetaData().get(MetaKeys.LOG_INDEX);
    sink.success(
        new Done(result.getPayload(), index instanceof Number number ? number.longValue() : 0));
  }

  private static Rejection outcomeUnknown() {
    return new Rejection(
        ErrorCode.OUTCOME_UNKNOWN,
        "No answer in time. Ask again with the same Idempotency-Key: nothing happens twice.");
  }
}
