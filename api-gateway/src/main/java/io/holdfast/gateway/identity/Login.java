package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.identity.Credentials.Credential;
import io.holdfast.gateway.personal.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Sign-in by e-mail and password. An unknown person, a wrong password, and any password while
 * sign-in is locked get the same answer, and it is given on a beat of half a second from when it
 * was asked for, so that its time tells nothing either.
 */
final class Login {
  private static final Logger LOG = LoggerFactory.getLogger(Login.class);
  private static final long BEAT_MILLIS = 500;

  private final Credentials credentials;
  private final Passwords passwords;
  private final PersonalData personal;
  private final LoginLimits limits;
  private final Sessions sessions;
  private final Scheduler hashing;
  private final Clock clock;

  /**
   * @param hashing runs few at once, for each check takes memory and time
   */
  Login(
      Credentials credentials,
      Passwords passwords,
      PersonalData personal,
      LoginLimits limits,
      Sessions sessions,
      Scheduler hashing,
      Clock clock) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.personal = personal;
    this.limits = limits;
    this.sessions = sessions;
    this.hashing = hashing;
    this.clock = clock;
  }

  Mono<Entered> signIn(Visitor visitor, String email, String password) {
    return Mono.defer(
        () -> {
          long asked = clock.millis();
          limits.take(visitor.network(), Users.key(email));
          return attempt(visitor, email, password)
              .doOnNext(_ -> limits.giveBack(visitor.network(), Users.key(email)))
              .onErrorResume(Login::isWrong, _ -> refusal(asked));
        });
  }

  private Mono<Entered> attempt(Visitor visitor, String email, String password) {
    return Mono.fromCallable(() -> credentials.find(personal.emailId(email)))
        .flatMap(
            known -> {
              List<Credential> matching = passwords.matching(known, password);
              return matching.isEmpty()
                  ? fail(known, visitor).then(Mono.error(wrong()))
                  : enter(matching, visitor);
            })
        .subscribeOn(hashing)
        .onErrorMap(RejectedExecutionException.class, _ -> tooMany());
  }

  /** Of several who gave this password, only one is known to the ledger. */
  private Mono<Entered> enter(List<Credential> matching, Visitor visitor) {
    return Flux.fromIterable(matching)
        .concatMap(
            credential ->
                sessions
                    .open(credential.userId(), visitor)
                    .onErrorResume(Login::isOfNobody, _ -> Mono.empty()))
        .next()
        .switchIfEmpty(Mono.error(Login::wrong));
  }

  /** What cannot be recorded changes no answer: it would tell that there is somebody. */
  private Mono<Void> fail(List<Credential> known, Visitor visitor) {
    return Flux.fromIterable(known)
        .concatMap(
            credential ->
                sessions
                    .fail(credential.userId(), visitor)
                    .onErrorResume(Login::isOfNobody, _ -> Mono.empty())
                    .onErrorResume(
                        failure -> {
                          LOG.warn("A failed sign-in could not be recorded", failure);
                          return Mono.empty();
                        }))
        .then();
  }

  private Mono<Entered> refusal(long askedMillis) {
    long past = Math.max(0, clock.millis() - askedMillis);
    return Mono.delay(Duration.ofMillis(BEAT_MILLIS - past % BEAT_MILLIS))
        .then(Mono.error(Login::wrong));
  }

  private static boolean isWrong(Throwable failure) {
    return Failures.rejectionOf(failure).code() == ErrorCode.WRONG_CREDENTIALS;
  }

  private static boolean isOfNobody(Throwable failure) {
    return Failures.rejectionOf(failure).code() == ErrorCode.NOT_FOUND;
  }

  private static Rejection wrong() {
    return new Rejection(
        ErrorCode.WRONG_CREDENTIALS, "This e-mail address and password do not belong together.");
  }

  static Rejection tooMany() {
    return new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "Too many people sign in just now. Try again in a little.");
  }
}
