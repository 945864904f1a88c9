package io.holdfast.gateway.identity;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Whether the session of a token goes on. */
interface SessionCheck {
  /**
   * Ends with a {@link org.springframework.security.oauth2.jwt.JwtException} where it has ended.
   *
   * @param issuedAt when the token was made
   */
  Mono<Void> requireGoingOn(String sessionId, Instant issuedAt);
}
