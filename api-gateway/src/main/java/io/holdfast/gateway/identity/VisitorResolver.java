package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.ClientAddresses;
import io.holdfast.gateway.security.Correlation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.IdGenerator;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers their {@link Visitor}. */
public final class VisitorResolver implements HandlerMethodArgumentResolver {
  private final ClientAddresses addresses;
  private final IdGenerator ids;

  public VisitorResolver(ClientAddresses addresses, IdGenerator ids) {
    this.addresses = addresses;
    this.ids = ids;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Visitor.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    @Nullable String userAgent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
    return Mono.just(
        new Visitor(
            addresses.of(request),
            userAgent == null ? "" : userAgent,
            Correlation.idOf(exchange),
            ids.generateId().toString()));
  }
}
