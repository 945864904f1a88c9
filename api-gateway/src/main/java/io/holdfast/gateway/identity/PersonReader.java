package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Find.FindPeople;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Find.FindSignIns;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.session.Grant;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.personal.PersonalData;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens what the read model keeps sealed of people, for those whom a controller lets see it. */
final class PersonReader {
  private static final Logger LOG = LoggerFactory.getLogger(PersonReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Set<String> STATES = Set.of("VERIFIED", "ACTIVE", "ENDED");

  private final Queries queries;
  private final PersonalData personal;
  private final Scheduler workers;

  PersonReader(Queries queries, PersonalData personal, Scheduler workers) {
    this.queries = queries;
    this.personal = personal;
    this.workers = workers;
  }

  /** Who was let in. A read model that is behind or away lets people in all the same. */
  Mono<Me> me(Entered entered) {
    Grant.Given grant = entered.grant();
    String userId = grant.userId().value();
    return me(userId, entered.logIndex())
        .timeout(PATIENCE)
        .onErrorResume(
            failure -> {
              LOG.debug("The read model does not tell yet who {} is", userId, failure);
              return Mono.just(Me.bare(userId, grant.roles()));
            })
        .map(me -> me.with(grant.roles()));
  }

  /** Ends with NOT_FOUND. */
  Mono<Me> me(String userId, long minLogIndex) {
    return one(userId, minLogIndex).map(Page::items).map(rows -> me(rows.getFirst()));
  }

  private static Me me(Person person) {
    return new Me(
        person.id(),
        person.email(),
        person.name(),
        person.emailVerified(),
        person.roles(),
        person.wallets(),
        person.lastSignInAtMillis());
  }

  /** A page of one; ends with NOT_FOUND. */
  Mono<Page<Person>> one(String userId, long minLogIndex) {
    return queries
        .one(
            new FindPeople(Scope.EVERYBODY, userId, Answers.single(), minLogIndex),
            PersonView.class)
        .flatMap(page -> opened(page, this::person));
  }

  Mono<Page<Person>> all(PageRequest rows, long minLogIndex) {
    return queries
        .find(new FindPeople(Scope.EVERYBODY, null, rows, minLogIndex), PersonView.class)
        .flatMap(page -> opened(page, this::person));
  }

  private Person person(PersonView view) {
    UserId userId = new UserId(view.userId());
    return new Person(
        view.userId(),
        opened(userId, view.email()),
        opened(userId, view.name()),
        view.emailVerifiedAtMillis() != null,
        view.roles(),
        view.wallets(),
        view.lastSignInAtMillis(),
        view.state(),
        view.registeredAtMillis(),
        view.lockedUntilMillis());
  }

  /** A person's, newest first; one where it is named. */
  Mono<Page<SessionShown>> sessions(
      UserId owner, @Nullable String sessionId, @Nullable String state, PageRequest rows, Ask ask) {
    FindSessions query =
        new FindSessions(
            Scope.ownedBy(owner.value()), sessionId, requireState(state), rows, ask.waitForIndex());
    String current = ask.caller().sessionId();
    return queries
        .find(query, SessionView.class)
        .flatMap(page -> opened(page, view -> session(view, current)));
  }

  private static @Nullable String requireState(@Nullable String state) {
    if (state != null && !STATES.contains(state)) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "There is no such state of a session.");
    }
    return state;
  }

  private SessionShown session(SessionView view, String current) {
    UserId owner = new UserId(view.ownerId());
    return new SessionShown(
        view.sessionId(),
        view.ownerId(),
        view.sessionId().equals(current),
        view.method(),
        view.state(),
        view.permissions(),
        opened(owner, view.address()),
        opened(owner, view.userAgent()),
        view.createdAtMillis(),
        view.lastActivityAtMillis(),
        view.expiresAtMillis(),
        view.endedAtMillis(),
        view.endReason());
  }

  /** A person's, newest first. */
  Mono<Page<SignInShown>> signIns(UserId owner, PageRequest rows, Ask ask) {
    FindSignIns query = new FindSignIns(Scope.ownedBy(owner.value()), rows, ask.waitForIndex());
    return queries.find(query, SignInView.class).flatMap(page -> opened(page, this::signIn));
  }

  private SignInShown signIn(SignInView view) {
    UserId owner = new UserId(view.ownerId());
    return new SignInShown(
        view.signInId(),
        view.ownerId(),
        view.outcome(),
        view.method(),
        view.sessionId(),
        opened(owner, view.address()),
        opened(owner, view.userAgent()),
        view.atMillis());
  }

  private <V, T> Mono<Page<T>> opened(Page<V> page, Function<V, T> open) {
    return Mono.fromCallable(
            () ->
                new Page<>(page.items().stream().map(open).toList(), page.next(), page.logIndex()))
        .subscribeOn(workers);
  }

  private @Nullable String opened(UserId userId, @Nullable String sealed) {
    return sealed == null ? null : personal.open(userId, new Sealed(sealed)).orElse(null);
  }
}
