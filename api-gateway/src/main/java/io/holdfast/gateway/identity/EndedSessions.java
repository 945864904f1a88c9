package io.holdfast.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchSessions;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.security.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The sessions that have ended while tokens of theirs may still be about. Each door follows the
 * read model, so that an end on one node is known on all in a moment; what ended before this door
 * began to follow is looked up once for each token from then. It is remembered as long as a token
 * counts, and so it stays small. A clock that is set back would make tokens count again whose
 * sessions are forgotten here: then what was made before is looked up. While the read model is away
 * what ends is not seen: then a token counts at most until it expires, a few minutes. Thread-safe.
 */
@Component
public class EndedSessions implements SessionCheck, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
  private static final String ENDED = "ENDED";

  /** Between the nodes' clocks, and between a session's grant and the token made for it. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  private final Queries queries;
  private final Clock clock;
  private final ClockWatch watch;
  private final Cache<String, Boolean> ended;
  private final Sinks.Many<String> ends = Sinks.many().multicast().directBestEffort();
  private volatile Instant followedSince = Instant.MAX;
  private volatile @Nullable Long cursor;
  private volatile @Nullable Disposable following;

  EndedSessions(Queries queries, SecuritySettings settings, Clock clock) {
    this.queries = queries;
    this.clock = clock;
    this.watch = new ClockWatch(clock, System::nanoTime, MARGIN);
    this.ended =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.tokenLifetime().plus(MARGIN.multipliedBy(2)))
            .build();
  }

  @Override
  public Mono<Void> requireGoingOn(String sessionId, Instant issuedAt) {
    return Mono.defer(
        () -> {
          if (isEnded(sessionId)) {
            return Mono.error(over());
          }
          watch.setBackFrom().ifPresent(this::lookUpWhatIsOlder);
          return issuedAt.isBefore(followedSince) ? lookUp(sessionId) : Mono.empty();
        });
  }

  /** Ends with NOT_SIGNED_IN when this session does. */
  public <T> Mono<T> failWhenEnded(String sessionId) {
    Mono<String> before =
        Mono.defer(() -> isEnded(sessionId) ? Mono.just(sessionId) : Mono.empty());
    return Flux.merge(ends.asFlux().filter(sessionId::equals), before)
        .next()
        .flatMap(
            _ ->
                Mono.error(
                    () -> new Rejection(ErrorCode.NOT_SIGNED_IN, "The session has been ended.")));
  }

  private synchronized void lookUpWhatIsOlder(Instant than) {
    Instant since = than.plus(MARGIN);
    if (since.isAfter(followedSince)) {
      followedSince = since;
    }
  }

  private boolean isEnded(String sessionId) {
    return ended.getIfPresent(sessionId) != null;
  }

  private Mono<Void> lookUp(String sessionId) {
    return queries
        .find(
            new FindSessions(Scope.EVERYBODY, sessionId, ENDED, Answers.single(), 0),
            SessionView.class)
        .flatMap(
            page -> {
              if (page.items().isEmpty()) {
                return Mono.empty();
              }
              tell(sessionId);
              return Mono.error(over());
            });
  }

  private static BadJwtException over() {
    return new BadJwtException("the token's session has ended");
  }

  @Override
  public void start() {
    following =
        Flux.defer(this::follow)
            .repeatWhen(completed -> completed.delayElements(LAST_RETRY))
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                    .maxBackoff(LAST_RETRY)
                    .transientErrors(true)
                    .doBeforeRetry(
                        retry ->
                            LOG.warn(
                                "Which sessions end is not seen: {}", retry.failure().toString())))
            .subscribe(this::take);
  }

  private Flux<ViewChange> follow() {
    return beginning()
        .flatMapMany(after -> queries.watch(new WatchSessions(Scope.EVERYBODY, ENDED, after)));
  }

  /** Where the read model stands when this door begins, and after that the last cursor. */
  private Mono<Long> beginning() {
    Long last = cursor;
    return last != null
        ? Mono.just(last)
        : queries
            .progress()
            .map(
                progress -> {
                  followedSince = clock.instant().plus(MARGIN);
                  cursor = progress.logIndex();
                  return progress.logIndex();
                });
  }

  private void take(ViewChange change) {
    cursor = change.cursor();
    tell(change.view().key());
  }

  private void tell(String sessionId) {
    ended.put(sessionId, true);
    synchronized (ends) {
      ends.tryEmitNext(sessionId);
    }
  }

  @Override
  public void stop() {
    Disposable open = following;
    if (open != null) {
      open.dispose();
      following = null;
    }
  }

  @Override
  public boolean isRunning() {
    return following != null;
  }
}
