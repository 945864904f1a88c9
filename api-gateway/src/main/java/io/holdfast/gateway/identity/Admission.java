package io.holdfast.gateway.identity;

import io.holdfast.gateway.bus.Answers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands out the tokens of who was let in, where the client wants them. */
@Component
class Admission {
  private final PersonReader people;
  private final RefreshCookie cookie;

  Admission(PersonReader people, RefreshCookie cookie) {
    this.people = people;
    this.cookie = cookie;
  }

  /**
   * Looks before anything is done whether the client may have its token where it wants it.
   *
   * @throws io.holdfast.api.error.Rejection FORBIDDEN
   */
  TokenIn require(@Nullable TokenIn wanted, ServerWebExchange exchange) {
    if (wanted != TokenIn.COOKIE) {
      return TokenIn.BODY;
    }
    cookie.requireOurs(exchange.getRequest());
    return TokenIn.COOKIE;
  }

  Mono<SignedIn> admit(Entered entered, TokenIn where, ServerWebExchange exchange) {
    return people
        .me(entered)
        .map(
            me -> {
              if (entered.logIndex() > 0) {
                exchange
                    .getResponse()
                    .getHeaders()
                    .set(Answers.LOG_INDEX, Long.toString(entered.logIndex()));
              }
              if (where == TokenIn.COOKIE) {
                cookie.set(exchange, entered.next(), entered.grant().expiresAtMillis());
              }
              return signedIn(entered, where, me);
            });
  }

  private static SignedIn signedIn(Entered entered, TokenIn where, Me me) {
    return new SignedIn(
        entered.access().token(),
        entered.access().expiresAt().toEpochMilli(),
        where == TokenIn.BODY ? entered.next().text() : null,
        entered.next().sessionId().value(),
        entered.grant().idleExpiresAtMillis(),
        entered.grant().expiresAtMillis(),
        me);
  }
}
