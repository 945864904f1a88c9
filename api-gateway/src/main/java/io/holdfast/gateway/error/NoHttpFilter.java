package io.holdfast.gateway.error;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A request may turn out to be no HTTP while it is being handled, by a chunk that is none. The
 * server itself has then refused it and ends the connection: nobody is left to hear our answer, and
 * that is no defect of ours.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoHttpFilter implements WebFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () ->
            isSent(response)
                ? Mono.error(new AbortedException("the server has refused this request itself"))
                : Mono.empty());
    return chain.filter(exchange);
  }

  /** Whether an answer was sent, and it is none of ours. */
  static boolean isRefused(ServerHttpResponse response) {
    return !response.isCommitted() && isSent(response);
  }

  private static boolean isSent(ServerHttpResponse response) {
    return ServerHttpResponseDecorator.getNativeResponse(response)
            instanceof HttpServerResponse server
        && server.hasSentHeaders();
  }
}
