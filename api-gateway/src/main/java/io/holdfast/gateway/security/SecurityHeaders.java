package io.holdfast.gateway.security;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every answer tells a browser, whoever wrote it: an endpoint, a page, or what refused the
 * request before either. By OWASP's list of secure headers; nothing is kept by a cache unless who
 * answers says so.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecurityHeaders implements WebFilter {
  static final String TLS_ONLY = "Strict-Transport-Security";

  private static final String FOR_A_YEAR = "max-age=31536000; includeSubDomains";
  private static final String HTTPS = "https";

  private final boolean behindTls;

  SecurityHeaders(SecuritySettings settings) {
    URI publicUrl = settings.publicUrl();
    this.behindTls = publicUrl != null && HTTPS.equals(publicUrl.getScheme());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> write(exchange)));
    return chain.filter(exchange);
  }

  private void write(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    URI asked = exchange.getRequest().getURI();
    headers.set(ContentPolicy.HEADER, ContentPolicy.forPath(AskedPath.of(exchange.getRequest())));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY"); // for browsers that know no frame-ancestors
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (headers.getCacheControl() == null) {
      headers.setCacheControl("no-cache, no-store, max-age=0, must-revalidate");
    }
    if (behindTls || HTTPS.equals(asked.getScheme())) {
      headers.set(TLS_ONLY, FOR_A_YEAR);
    }
  }
}
