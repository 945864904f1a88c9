package io.holdfast.gateway.error;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Stands before Boot's own error page, so that no failure is told in another form. */
@Component
@Order(-10)
class ProblemExceptionHandler implements WebExceptionHandler {
  private final ProblemWriter problems;

  ProblemExceptionHandler(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    return problems.write(exchange, failure);
  }
}
