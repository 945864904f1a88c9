package io.holdfast.gateway.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request the id by which it is found again in logs, problems and events. A client may
 * send its own in {@value #HEADER}; one of another form is replaced, so that nothing a stranger
 * writes gets into a log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Correlation implements WebFilter {
  public static final String HEADER = "X-Correlation-Id";
  public static final String MDC_KEY = "correlationId";

  private static final String ATTRIBUTE = Correlation.class.getName();
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{8,64}");
  private static final String NONE = "none";

  private final IdGenerator ids;

  Correlation(IdGenerator ids) {
    this.ids = ids;
  }

  public static String idOf(ServerWebExchange exchange) {
    return exchange.getAttributeOrDefault(ATTRIBUTE, NONE);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String id = accepted(exchange.getRequest().getHeaders().getFirst(HEADER));
    exchange.getAttributes().put(ATTRIBUTE, id);
    exchange.getResponse().getHeaders().set(HEADER, id);
    return chain.filter(exchange);
  }

  private String accepted(@Nullable String offered) {
    return offered != null && VALID.matcher(offered).matches()
        ? offered
        : ids.generateId().toString();
  }
}
