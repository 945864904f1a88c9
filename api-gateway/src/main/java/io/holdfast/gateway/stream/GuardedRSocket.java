package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.CorrelatedLogs;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.RSocketProxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client's connection: so many streams at once and no more, and every failure in our own words.
 * We answer requests and send streams; whatever else RSocket can do is refused.
 */
final class GuardedRSocket extends RSocketProxy {
  private final int maxStreams;
  private final String correlationId;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param correlationId by which the connection is found in the logs
   */
  GuardedRSocket(RSocket source, int maxStreams, String correlationId) {
    super(source);
    this.correlationId = correlationId;
    this.maxStreams = maxStreams;
  }

  @Override
  public Mono<Payload> requestResponse(Payload payload) {
    return super.requestResponse(payload)
        .onErrorMap(StreamErrors::forRSocket)
        .contextWrite(CorrelatedLogs.of(correlationId));
  }

  @Override
  public Flux<Payload> requestStream(Payload payload) {
    if (open.incrementAndGet() > maxStreams) {
      open.decrementAndGet();
      payload.release();
      return Flux.error(StreamErrors.forRSocket(tooMany()));
    }
    return super.requestStream(payload)
        .onErrorMap(StreamErrors::forRSocket)
        .doFinally(_ -> open.decrementAndGet())
        .contextWrite(CorrelatedLogs.of(correlationId));
  }

  @Override
  public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
    return Flux.error(StreamErrors.forRSocket(noSuchInteraction()));
  }

  @Override
  public Mono<Void> fireAndForget(Payload payload) {
    payload.release();
    return Mono.error(StreamErrors.forRSocket(noSuchInteraction()));
  }

  @Override
  public Mono<Void> metadataPush(Payload payload) {
    payload.release();
    return Mono.empty();
  }

  private Rejection tooMany() {
    return new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "A connection has at most " + maxStreams + " streams.");
  }

  private static Rejection noSuchInteraction() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such route for this interaction.");
  }
}
