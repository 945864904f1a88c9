package io.holdfast.gateway.stream;

import java.util.concurrent.ArrayBlockingQueue;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent on one WebSocket. Streams put in only what they were granted, so it stays
 * small; a client that asks and asks and never reads overflows it, and is let go.
 */
final class Outbox {
  private static final int CAPACITY = 2_048;

  private final Sinks.Many<Outgoing> sink =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(CAPACITY));

  /**
   * @param sent runs when the network has taken the message
   */
  record Outgoing(WebSocketMessage message, Runnable sent) {}

  /** Puts one in; false where the client reads too slowly and must go. */
  synchronized boolean put(WebSocketMessage message, Runnable sent) {
    Sinks.EmitResult result = sink.tryEmitNext(new Outgoing(message, sent));
    return result != Sinks.EmitResult.FAIL_OVERFLOW;
  }

  synchronized void close() {
    sink.tryEmitComplete();
  }

  /** As fast as the network takes them. */
  Flux<WebSocketMessage> messages() {
    return sink.asFlux().doOnNext(next -> next.sent().run()).map(Outgoing::message);
  }
}
