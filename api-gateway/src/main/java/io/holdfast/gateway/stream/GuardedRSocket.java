package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.CorrelatedLogs;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.RSocketProxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private final Acquaintance acquaintance;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param correlationId by which the connection is found in the logs
   */
  GuardedRSocket(RSocket source, int maxStreams, String correlationId, Acquaintance acquaintance) {
    super(source);
    this.correlationId = correlationId;
    this.maxStreams = maxStreams;
    this.acquaintance = acquaintance;
  }

  @Override
  public Mono<Payload> requestResponse(Payload payload) {
    return GuardedRSocket.<Mono<Payload>>understood(
            payload, () -> super.requestResponse(payload), failure -> Mono.error(failure))
        .contextWrite(acquaintance::in)
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
    return GuardedRSocket.<Flux<Payload>>understood(
            payload, () -> super.requestStream(payload), failure -> Flux.error(failure))
        .contextWrite(acquaintance::in)
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

  /** Metadata is read at once, and fails as it likes. */
  private static <T> T understood(
      Payload payload, Supplier<T> answer, Function<Throwable, T> refused) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      if (payload.refCnt() > 0) {
        payload.release();
      }
      return refused.apply(
          new Rejection(ErrorCode.MALFORMED_REQUEST, "The metadata cannot be understood."));
    }
  }

  private Rejection tooMany() {
    return new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "A connection has at most " + maxStreams + " streams.");
  }

  private static Rejection noSuchInteraction() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such route for this interaction.");
  }
}
