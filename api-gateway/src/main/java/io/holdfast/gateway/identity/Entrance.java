package io.holdfast.gateway.identity;

import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In by a token, whatever gave it, and out again. */
final class Entrance {
  private final Sessions sessions;
  private final LoginLimits limits;
  private final RefreshCookie cookie;

  Entrance(Sessions sessions, LoginLimits limits, RefreshCookie cookie) {
    this.sessions = sessions;
    this.limits = limits;
    this.cookie = cookie;
  }

  /** Ends with NOT_SIGNED_IN. Trying is slowed down for each network address. */
  Mono<Entered> enter(RefreshToken token, Visitor visitor) {
    return Mono.defer(
        () -> {
          String subject = visitor.network() + " " + token.sessionId();
          limits.take(visitor.network(), subject);
          return sessions
              .refresh(token, visitor)
              .doOnNext(_ -> limits.giveBack(visitor.network(), subject));
        });
  }

  /** Ends the session that asks; its page forgets the token, too. */
  Mono<ResponseEntity<Void>> leave(Ask ask, ServerWebExchange exchange) {
    return sessions
        .leave(ask)
        .map(
            done -> {
              cookie.clear(exchange);
              return Answers.at(HttpStatus.NO_CONTENT, done.logIndex()).build();
            });
  }
}
