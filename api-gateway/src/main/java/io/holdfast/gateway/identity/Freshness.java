package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Who changes by what they come in has shown a moment ago who they are: a token that was copied, or
 * a page left open, does not make another way in (OWASP ASVS 5.0, 7.5.1).
 */
final class Freshness {
  private static final Duration A_MOMENT = Duration.ofMinutes(15);

  private final Queries queries;
  private final Clock clock;

  Freshness(Queries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  /** Ends with SIGN_IN_AGAIN where the caller's session is older than 15 minutes. */
  Mono<Void> require(Ask ask) {
    return queries.progress().flatMap(now -> session(ask, now.headIndex())).flatMap(this::judged);
  }

  private Mono<Page<SessionView>> session(Ask ask, long minLogIndex) {
    Scope own = Scope.ownedBy(ask.caller().userId());
    return queries.find(
        new FindSessions(own, ask.caller().sessionId(), null, Answers.single(), minLogIndex),
        SessionView.class);
  }

  private Mono<Void> judged(Page<SessionView> found) {
    long earliest = clock.instant().minus(A_MOMENT).toEpochMilli();
    return found.items().stream().anyMatch(session -> session.createdAtMillis() >= earliest)
        ? Mono.empty()
        : Mono.error(
            () ->
                new Rejection(
                    ErrorCode.SIGN_IN_AGAIN,
                    "You came in more than 15 minutes ago. Sign in again, then change it."));
  }
}
