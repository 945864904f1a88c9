package io.holdfast.gateway;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.content.ContentSettings;
import io.holdfast.gateway.security.AccessRules;
import io.holdfast.gateway.security.AskedPath;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits so long for the whole of a body and no longer: one that never comes would hold its
 * connection for ever. Netty's own read time-out would do the same to every open WebSocket. An
 * upload may take longer, but not stand still.
 */
@Component
@Order(-2)
class PatienceFilter implements WebFilter {
  private static final Duration WHOLE_BODY = Duration.ofSeconds(10);
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private final Duration wholeUpload;

  PatienceFilter(ContentSettings content) {
    this.wholeUpload = content.longestUpload();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange.mutate().request(timed(exchange)).build());
  }

  private ServerHttpRequest timed(ServerWebExchange exchange) {
    boolean upload = AskedPath.of(exchange.getRequest()).equals(AccessRules.UPLOAD);
    return new ServerHttpRequestDecorator(exchange.getRequest()) {
      @Override
      public Flux<DataBuffer> getBody() {
        Mono<DataBuffer> tooSlow = Mono.error(() -> tooSlow(exchange.getResponse()));
        return upload
            ? within(wholeUpload, super.getBody(), tooSlow).timeout(STANDSTILL, tooSlow)
            : within(WHOLE_BODY, super.getBody(), tooSlow);
      }
    };
  }

  private static Flux<DataBuffer> within(
      Duration whole, Flux<DataBuffer> body, Mono<DataBuffer> tooSlow) {
    return body.takeUntilOther(Mono.delay(whole).then(tooSlow));
  }

  /** The rest of the body is not waited for: the connection ends with the answer. */
  private static Rejection tooSlow(ServerHttpResponse response) {
    response.getHeaders().set(HttpHeaders.CONNECTION, "close");
    return new Rejection(ErrorCode.MALFORMED_REQUEST, "The body was not sent to its end in time.");
  }
}
