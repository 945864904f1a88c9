package io.holdfast.gateway.idempotency;

import io.holdfast.gateway.bus.Answers;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/** Hands the whole answer to the keeper before the client gets any of it. */
final class RecordingResponse extends ServerHttpResponseDecorator {
  private final Function<Answer, Mono<Void>> keeper;

  RecordingResponse(ServerHttpResponse response, Function<Answer, Mono<Void>> keeper) {
    super(response);
    this.keeper = keeper;
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
    return DataBufferUtils.join(body)
        .map(RecordingResponse::drained)
        .defaultIfEmpty(new byte[0])
        .flatMap(
            bytes ->
                keeper
                    .apply(answer(bytes))
                    .then(
                        Mono.defer(() -> super.writeWith(Mono.just(bufferFactory().wrap(bytes))))));
  }

  @Override
  public Mono<Void> setComplete() {
    return isCommitted()
        ? super.setComplete()
        : keeper.apply(answer(new byte[0])).then(Mono.defer(super::setComplete));
  }

  private Answer answer(byte[] body) {
    HttpHeaders headers = getHeaders();
    HttpStatusCode status = getStatusCode();
    return new Answer(
        status == null ? HttpStatus.OK.value() : status.value(),
        headers.getFirst(HttpHeaders.CONTENT_TYPE),
        headers.getFirst(Answers.LOG_INDEX),
        body);
  }

  private static byte[] drained(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
