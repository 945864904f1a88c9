package io.holdfast.gateway.security;

import java.security.Principal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts each request to the API for whom it comes from, before anything is done for it. */
@Component
@Order(-1)
class RequestLimitFilter implements WebFilter {
  private final RequestLimits limits;
  private final ClientAddresses addresses;

  RequestLimitFilter(RequestLimits limits, ClientAddresses addresses) {
    this.limits = limits;
    this.addresses = addresses;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!AskedPath.isOfApi(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    return exchange
        .getPrincipal()
        .map(Principal::getName)
        .switchIfEmpty(
            Mono.fromSupplier(() -> ClientAddresses.counted(addresses.of(exchange.getRequest()))))
        .doOnNext(who -> take(who, exchange.getRequest().getMethod()))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private void take(String who, HttpMethod method) {
    if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
      limits.takeRead(who);
    } else {
      limits.takeWrite(who);
    }
  }
}
