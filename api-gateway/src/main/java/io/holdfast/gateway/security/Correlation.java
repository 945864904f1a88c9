package io.holdfast.gateway.security;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request the id by which it is found again in logs, problems, events and streams. A
 * client may send its own in {@value #HEADER}, or the trace that it is part of ({@value
 * #TRACE_PARENT}, by W3C Trace Context); one of another form is replaced, so that nothing a
 * stranger writes gets into a log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Correlation implements WebFilter {
  public static final String HEADER = "X-Correlation-Id";

  private static final String TRACE_PARENT = "traceparent";
  private static final String ATTRIBUTE = Correlation.class.getName();
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{8,64}");
  private static final Pattern TRACE =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String NONE = "none";

  private final IdGenerator ids;

  Correlation(IdGenerator ids) {
    CorrelatedLogs.turnOn();
    this.ids = ids;
  }

  public static String idOf(ServerWebExchange exchange) {
    return exchange.getAttributeOrDefault(ATTRIBUTE, NONE);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String id = idFor(exchange.getRequest().getHeaders());
    exchange.getAttributes().put(ATTRIBUTE, id);
    exchange.getResponse().getHeaders().set(HEADER, id);
    ServerWebExchange named =
        exchange.mutate().request(request -> request.header(HEADER, id)).build();
    return chain.filter(named).contextWrite(CorrelatedLogs.of(id));
  }

  private String idFor(HttpHeaders headers) {
    @Nullable String offered = headers.getFirst(HEADER);
    return offered != null && VALID.matcher(offered).matches()
        ? offered
        : traceIn(headers.getFirst(TRACE_PARENT)).orElseGet(() -> ids.generateId().toString());
  }

  private static Optional<String> traceIn(@Nullable String parent) {
    return Optional.ofNullable(parent)
        .map(TRACE::matcher)
        .filter(Matcher::matches)
        .map(trace -> trace.group(1));
  }
}
