package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.Origins;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The refresh token of a page: in a cookie that no script reads, that goes to {@value #PATH} only,
 * and that no other site's page makes a browser send; without TLS on this machine only. Beside
 * that, the page must be one of ours by its {@code Origin}, wherever the cookie is set or counts
 * (ADR 0026).
 */
@Component
class RefreshCookie {
  static final String NAME = "holdfast-refresh";
  private static final String PATH = "/api/auth";

  private final Origins origins;
  private final Clock clock;

  RefreshCookie(Origins origins, Clock clock) {
    this.origins = origins;
    this.clock = clock;
  }

  /**
   * The token that the page's browser keeps.
   *
   * @throws Rejection FORBIDDEN where the page is not ours
   */
  Optional<String> read(ServerHttpRequest request) {
    HttpCookie cookie = request.getCookies().getFirst(NAME);
    if (cookie == null) {
      return Optional.empty();
    }
    requireOurs(request);
    return Optional.of(cookie.getValue());
  }

  /**
   * @throws Rejection FORBIDDEN where the page is not one of ours
   */
  void requireOurs(ServerHttpRequest request) {
    @Nullable String origin = request.getHeaders().getOrigin();
    @Nullable String host = request.getHeaders().getFirst(HttpHeaders.HOST);
    if (origin == null || !origins.allows(origin, host)) {
      throw new Rejection(ErrorCode.FORBIDDEN, "The cookie counts for pages of ours only.");
    }
  }

  /**
   * @param untilMillis when the session ends in any case
   */
  void set(ServerWebExchange exchange, RefreshToken token, long untilMillis) {
    Duration left = Duration.ofMillis(Math.max(0, untilMillis - clock.millis()));
    exchange.getResponse().addCookie(cookie(exchange.getRequest(), token.text(), left));
  }

  void clear(ServerWebExchange exchange) {
    exchange.getResponse().addCookie(cookie(exchange.getRequest(), "", Duration.ZERO));
  }

  private static ResponseCookie cookie(ServerHttpRequest request, String value, Duration age) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(!Origins.isThisMachine(request.getURI()))
        .path(PATH)
        .maxAge(age)
        .build();
  }
}
