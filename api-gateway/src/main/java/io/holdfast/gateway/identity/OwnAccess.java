package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.RenameUser;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.identity.Credentials.Credential;
import io.holdfast.gateway.personal.PersonalData;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What people change about themselves: how they are called, and by which address and password they
 * come. For the latter they show anew who they are: by the password they have or, where they have
 * none, by having come in a moment ago.
 *
 * <p>A password is kept before the ledger is asked, as in {@link Registration}: cut off between the
 * two, the address of before lets nobody in and the new one does, or the password of now counts and
 * the history does not say so. The same request again mends it.
 */
final class OwnAccess {
  private final Credentials credentials;
  private final Passwords passwords;
  private final PersonalData personal;
  private final PersonReader people;
  private final Commands commands;
  private final Sessions sessions;
  private final Freshness freshness;
  private final LoginLimits limits;
  private final Scheduler hashing;
  private final Clock clock;

  OwnAccess(
      Credentials credentials,
      Passwords passwords,
      PersonalData personal,
      PersonReader people,
      Commands commands,
      Sessions sessions,
      Freshness freshness,
      LoginLimits limits,
      Scheduler hashing,
      Clock clock) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.personal = personal;
    this.people = people;
    this.commands = commands;
    this.sessions = sessions;
    this.freshness = freshness;
    this.limits = limits;
    this.hashing = hashing;
    this.clock = clock;
  }

  Mono<Done> rename(Ask ask, String name) {
    UserId person = new UserId(ask.caller().userId());
    return onHashing(() -> new RenameUser(person, personal.seal(person, name)))
        .flatMap(command -> commands.send(ask, command));
  }

  /**
   * Ends with EMAIL_TAKEN, and as {@link #changePassword} does.
   *
   * @param password the person's; where they have none yet, the one to come with from now on
   */
  Mono<Done> changeEmail(Ask ask, Visitor visitor, String email, String password) {
    UserId person = new UserId(ask.caller().userId());
    return credentialOf(person)
        .flatMap(
            before ->
                before
                    .map(known -> requireOneOf(List.of(password), known, visitor))
                    .orElseGet(() -> freshness.require(ask))
                    .then(onHashing(() -> kept(person, before, email, password)))
                    .flatMap(command -> commands.send(ask, command))
                    .onErrorResume(
                        Registration::isRefused,
                        refusal -> putBack(person, before, email, refusal)));
  }

  private ChangeEmail kept(
      UserId person, Optional<Credential> before, String email, String password) {
    EmailId emailId = personal.emailId(email);
    ChangeEmail command = new ChangeEmail(person, emailId, personal.seal(person, email));
    if (before.isPresent()) {
      credentials.move(person, emailId, true);
    } else {
      Passwords.requireHard(password, email);
      credentials.keep(new Credential(person, emailId, Passwords.encode(password), true));
    }
    return command;
  }

  /** Of two changes at once, the one that is refused takes nothing of the other back. */
  private <T> Mono<T> putBack(
      UserId person, Optional<Credential> before, String email, Throwable refusal) {
    return onHashing(
            () -> {
              EmailId tried = personal.emailId(email);
              before.ifPresentOrElse(
                  known -> credentials.putBack(known, tried),
                  () -> credentials.dropTried(person, tried));
              return person;
            })
        .then(Mono.error(Failures.rejectionOf(refusal)));
  }

  /**
   * Ends all other sessions. Ends with WRONG_CREDENTIALS, PASSWORD_GUESSABLE, TOO_MANY_REQUESTS, or
   * WRONG_STATE for who comes by wallets only.
   *
   * @return the index of the last event
   */
  Mono<Long> changePassword(Ask ask, Visitor visitor, String current, String wanted) {
    UserId person = new UserId(ask.caller().userId());
    return credentialOf(person)
        .map(found -> found.orElseThrow(OwnAccess::hasNone))
        .flatMap(
            known ->
                requireOneOf(List.of(current, wanted), known, visitor)
                    .then(opened(person))
                    .flatMap(me -> onHashing(() -> kept(known, me, wanted))))
        .flatMap(_ -> sessions.recordPasswordChange(person, visitor))
        .flatMap(done -> endOthers(person, ask).map(ended -> Math.max(done.logIndex(), ended)));
  }

  private Credential kept(Credential known, Person me, String wanted) {
    String email = me.email() == null ? "" : me.email();
    String name = me.name() == null ? "" : me.name();
    Passwords.requireHard(wanted, email, name);
    credentials.keep(new Credential(known.userId(), known.email(), Passwords.encode(wanted), true));
    return known;
  }

  private Mono<Long> endOthers(UserId person, Ask ask) {
    return sessions.endAll(person, EndReason.REVOKED, ask.caller().sessionId()::equals, ask);
  }

  /** The wanted password is one of those that count: then this was asked before and cut off. */
  private Mono<Void> requireOneOf(List<String> offered, Credential known, Visitor visitor) {
    String subject = known.userId().value();
    return Mono.defer(
        () -> {
          limits.take(visitor.address(), subject);
          return requireUnlocked(known.userId())
              .then(onHashing(() -> offered.stream().anyMatch(p -> passwords.matches(known, p))))
              .flatMap(
                  right ->
                      right
                          ? Mono.<Void>fromRunnable(
                              () -> limits.giveBack(visitor.address(), subject))
                          : sessions.fail(known.userId(), visitor).then(Mono.error(wrong())));
        });
  }

  private Mono<Void> requireUnlocked(UserId person) {
    return opened(person)
        .flatMap(
            me ->
                clock.millis() < me.lockedUntilMillis() ? Mono.error(wrong()) : Mono.<Void>empty());
  }

  private Mono<Person> opened(UserId person) {
    return people.one(person.value(), 0).map(page -> page.items().getFirst());
  }

  private Mono<Optional<Credential>> credentialOf(UserId person) {
    return onHashing(() -> credentials.of(person));
  }

  private <T> Mono<T> onHashing(Callable<T> work) {
    return Mono.fromCallable(work)
        .subscribeOn(hashing)
        .onErrorMap(RejectedExecutionException.class, _ -> Login.tooMany());
  }

  private static Rejection wrong() {
    return new Rejection(ErrorCode.WRONG_CREDENTIALS, "That is not your password.");
  }

  private static Rejection hasNone() {
    return new Rejection(
        ErrorCode.WRONG_STATE,
        "You have no password. Choose an e-mail address to come with first.");
  }
}
