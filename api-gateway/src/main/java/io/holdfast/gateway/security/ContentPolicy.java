package io.holdfast.gateway.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a page of ours may load: only what we serve. The API's browser page sets styles inline and
 * gets exactly that much more.
 */
final class ContentPolicy implements ServerHttpHeadersWriter {
  private static final String HEADER = "Content-Security-Policy";
  private static final String STRICT =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final String FOR_SWAGGER_UI = STRICT + "; style-src 'self' 'unsafe-inline'";

  @Override
  public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set(HEADER, policyFor(exchange.getRequest().getPath().value()));
    return Mono.empty();
  }

  private static String policyFor(String path) {
    return path.startsWith("/swagger-ui/") || path.startsWith("/webjars/swagger-ui/")
        ? FOR_SWAGGER_UI
        : STRICT;
  }
}
