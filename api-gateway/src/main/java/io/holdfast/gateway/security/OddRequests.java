package io.holdfast.gateway.security;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.error.ProblemWriter;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells in our words what the firewall of Spring Security turns away: paths that could mean one
 * thing to it and another further in.
 */
@Component
class OddRequests implements ServerExchangeRejectedHandler {
  private final ProblemWriter problems;

  OddRequests(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
    return problems.write(
        exchange,
        new Rejection(
            ErrorCode.MALFORMED_REQUEST, "The method, path or headers are not of a plain form."));
  }
}
