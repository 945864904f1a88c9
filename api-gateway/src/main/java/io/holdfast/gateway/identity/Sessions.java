package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.EndSession;
import io.holdfast.api.session.Grant;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.RefreshSession;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.Origin;
import io.holdfast.api.user.RecordPasswordChange;
import io.holdfast.api.user.RecordSignInFailure;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.personal.PersonalData;
import java.security.SecureRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Lets people in and out, in the ledger's words. What is said of them is sealed on the way. */
final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final Commands commands;
  private final Queries queries;
  private final PersonalData personal;
  private final AccessTokens tokens;
  private final IdGenerator ids;
  private final SecureRandom chance;
  private final Scheduler workers;

  Sessions(
      Commands commands,
      Queries queries,
      PersonalData personal,
      AccessTokens tokens,
      IdGenerator ids,
      SecureRandom chance,
      Scheduler workers) {
    this.commands = commands;
    this.queries = queries;
    this.personal = personal;
    this.tokens = tokens;
    this.ids = ids;
    this.chance = chance;
    this.workers = workers;
  }

  private SessionId newId() {
    return new SessionId(SessionId.PREFIX + ids.generateId());
  }

  /** For who gave the right password. Ends with WRONG_CREDENTIALS, or NOT_FOUND for nobody. */
  Mono<Entered> open(UserId userId, Visitor visitor) {
    RefreshToken token = RefreshToken.by(chance, newId(), userId);
    return sealed(userId, visitor)
        .flatMap(
            origin ->
                commands.send(
                    userId.value(),
                    visitor,
                    new OpenSession(token.sessionId(), userId, token.digest(), origin)))
        .map(done -> entered(done, token));
  }

  /** For who shows a token. Ends with NOT_SIGNED_IN, whatever is wrong with it. */
  Mono<Entered> refresh(RefreshToken presented, Visitor visitor) {
    RefreshToken next = RefreshToken.by(chance, presented.sessionId(), presented.userId());
    return requireKnown(presented.userId())
        .then(sealed(presented.userId(), visitor))
        .flatMap(
            origin ->
                commands.send(
                    presented.userId().value(),
                    visitor,
                    new RefreshSession(
                        presented.sessionId(),
                        presented.userId(),
                        presented.digest(),
                        next.digest(),
                        origin)))
        .map(done -> entered(done, next))
        .onErrorMap(Sessions::isOfNobody, _ -> RefreshToken.notSignedIn());
  }

  /** What a stranger writes into a token makes no key of a person. */
  private Mono<Void> requireKnown(UserId userId) {
    return Mono.<Void>fromRunnable(
            () -> {
              if (!personal.isKnown(userId)) {
                throw RefreshToken.notSignedIn();
              }
            })
        .subscribeOn(workers);
  }

  private static boolean isOfNobody(Throwable failure) {
    return Failures.rejectionOf(failure).code() == ErrorCode.NOT_FOUND;
  }

  private Entered entered(Done done, RefreshToken token) {
    return switch (done.result()) {
      case Grant.Given given ->
          new Entered(
              given,
              token,
              tokens.mint(given.userId(), given.roles(), token.sessionId()),
              done.logIndex());
      case Grant.Refused(EndReason reason) -> throw refused(token.sessionId(), reason);
      case null, default -> throw new IllegalStateException("a grant is given or refused");
    };
  }

  private static Rejection refused(SessionId sessionId, EndReason reason) {
    if (reason != EndReason.REUSED) {
      return RefreshToken.notSignedIn();
    }
    LOG.warn("{} has ended: a token of it was used twice, so somebody has a copy", sessionId);
    return new Rejection(
        ErrorCode.NOT_SIGNED_IN,
        "This token was used before, so somebody else may have it. Sign in again.");
  }

  /** A wrong password was given for this person. */
  Mono<Done> fail(UserId userId, Visitor visitor) {
    return sealed(userId, visitor)
        .flatMap(
            origin ->
                commands.send("system:sign-in", visitor, new RecordSignInFailure(userId, origin)));
  }

  /** The person comes by another password from now on. */
  Mono<Done> recordPasswordChange(UserId userId, Visitor visitor) {
    return sealed(userId, visitor)
        .flatMap(
            origin ->
                commands.send(userId.value(), visitor, new RecordPasswordChange(userId, origin)));
  }

  private Mono<Origin> sealed(UserId userId, Visitor visitor) {
    return Mono.fromCallable(
            () ->
                new Origin(
                    personal.seal(userId, visitor.address()),
                    personal.seal(userId, visitor.userAgent())))
        .subscribeOn(workers);
  }

  /** The caller's own: by which they are in now. */
  Mono<Done> leave(Ask ask) {
    UserId owner = new UserId(ask.caller().userId());
    return commands.send(
        ask,
        new EndSession(
            new SessionId(ask.caller().sessionId()), EndReason.DISCONNECTED, owner, owner.value()));
  }

  /** Ends with NOT_FOUND where there is none that this caller may end. */
  Mono<Done> revoke(SessionId sessionId, boolean anybodys, Ask ask) {
    String caller = ask.caller().userId();
    return commands.send(
        ask,
        new EndSession(sessionId, EndReason.REVOKED, anybodys ? null : new UserId(caller), caller));
  }

  /**
   * All of a person's, but those that are spared. What began before this was asked is among them:
   * the read model is waited for.
   *
   * @return the index of the last end; 0 where nothing was left to end
   */
  Mono<Long> endAll(UserId owner, EndReason reason, Predicate<String> spared, Ask ask) {
    return queries
        .progress()
        .flatMapMany(
            progress ->
                Flux.just("VERIFIED", "ACTIVE")
                    .concatMap(state -> all(owner, state, progress.headIndex())))
        .map(SessionView::sessionId)
        .filter(spared.negate())
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(
            id ->
                commands.send(
                    ask, new EndSession(new SessionId(id), reason, owner, ask.caller().userId())))
        .map(Done::logIndex)
        .reduce(0L, Math::max);
  }

  private Flux<SessionView> all(UserId owner, String state, long minLogIndex) {
    Function<PageRequest, Mono<Page<SessionView>>> find =
        page ->
            queries.find(
                new FindSessions(Scope.ownedBy(owner.value()), null, state, page, minLogIndex),
                SessionView.class);
    return find.apply(new PageRequest(null, PageRequest.MAX_LIMIT))
        .expand(
            page ->
                page.next() == null
                    ? Mono.empty()
                    : find.apply(new PageRequest(page.next(), PageRequest.MAX_LIMIT)))
        .flatMapIterable(Page::items);
  }
}
