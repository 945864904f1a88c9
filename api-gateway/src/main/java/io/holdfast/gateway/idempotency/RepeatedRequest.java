package io.holdfast.gateway.idempotency;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;

/** A request whose body was read already, to be read once more. */
final class RepeatedRequest extends ServerHttpRequestDecorator {
  private final ServerHttpResponse response;
  private final byte[] body;

  RepeatedRequest(ServerHttpRequest request, ServerHttpResponse response, byte[] body) {
    super(request);
    this.response = response;
    this.body = body;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return body.length == 0
        ? Flux.empty()
        : Flux.defer(() -> Flux.just(response.bufferFactory().wrap(body)));
  }
}
