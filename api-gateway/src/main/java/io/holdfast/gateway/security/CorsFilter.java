package io.holdfast.gateway.security;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.error.ProblemWriter;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Whose pages may call REST: our own, and those that the settings name, each by its whole origin.
 * None may bring cookies along: a page elsewhere shows the token that it was given. A request from
 * another's page is refused before anything of it is looked at.
 */
final class CorsFilter implements WebFilter {
  private static final Duration PREFLIGHT_LIFETIME = Duration.ofMinutes(10);

  private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
  private final CorsConfiguration allowed;
  private final ProblemWriter problems;

  CorsFilter(Origins origins, ProblemWriter problems) {
    this.allowed = allowed(origins);
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!AskedPath.isOfApi(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    if (!processor.process(allowed, exchange)) {
      return problems.write(
          exchange, new Rejection(ErrorCode.FORBIDDEN, "Pages of this origin may not do this."));
    }
    return CorsUtils.isPreFlightRequest(exchange.getRequest())
        ? Mono.empty()
        : chain.filter(exchange);
  }

  private static CorsConfiguration allowed(Origins origins) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(origins.named());
    cors.setAllowCredentials(false);
    cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
    cors.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.RANGE,
            "Idempotency-Key",
            "X-File-Name",
            "X-Wait-For-Index",
            Correlation.HEADER));
    cors.setExposedHeaders(
        List.of(
            Answers.LOG_INDEX, Correlation.HEADER, "Idempotent-Replay", HttpHeaders.RETRY_AFTER));
    cors.setMaxAge(PREFLIGHT_LIFETIME);
    return cors;
  }
}
