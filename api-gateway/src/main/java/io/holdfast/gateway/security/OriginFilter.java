package io.holdfast.gateway.security;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets only pages that we trust upgrade to a WebSocket. */
@Component
@Order(-1)
class OriginFilter implements WebFilter {
  private static final String WEBSOCKET = "websocket";

  private final Origins origins;

  OriginFilter(Origins origins) {
    this.origins = origins;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    boolean upgrades = WEBSOCKET.equalsIgnoreCase(headers.getUpgrade());
    if (upgrades && !origins.allows(headers.getOrigin(), headers.getFirst(HttpHeaders.HOST))) {
      return Mono.error(
          new Rejection(ErrorCode.FORBIDDEN, "Pages of this origin may not open a WebSocket."));
    }
    return chain.filter(exchange);
  }
}
