package io.holdfast.gateway.identity;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.error.Failures;
import io.holdfast.gateway.identity.Credentials.Credential;
import io.holdfast.gateway.personal.PersonalData;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Registers newcomers who come with an e-mail address and a password, as customers, and lets them
 * in. The password is kept before the ledger is asked: cut off between the two, nobody is known
 * without a password, and a password that stands for nobody lets nobody in.
 */
final class Registration {
  private final Credentials credentials;
  private final PersonalData personal;
  private final Commands commands;
  private final LoginLimits limits;
  private final Sessions sessions;
  private final IdGenerator ids;
  private final Scheduler hashing;

  Registration(
      Credentials credentials,
      PersonalData personal,
      Commands commands,
      LoginLimits limits,
      Sessions sessions,
      IdGenerator ids,
      Scheduler hashing) {
    this.credentials = credentials;
    this.personal = personal;
    this.commands = commands;
    this.limits = limits;
    this.sessions = sessions;
    this.ids = ids;
    this.hashing = hashing;
  }

  /**
   * Ends with EMAIL_TAKEN where somebody is known by this address, with PASSWORD_GUESSABLE where
   * the password is. A try is not given back.
   */
  Mono<Entered> register(Visitor visitor, String email, String password, String name) {
    return Mono.defer(
        () -> {
          limits.takeNewcomer(visitor.network(), Users.key(email));
          UserId userId = new UserId(UserId.PREFIX + ids.generateId());
          return Mono.fromCallable(() -> kept(userId, email, password, name))
              .subscribeOn(hashing)
              .onErrorMap(RejectedExecutionException.class, _ -> Login.tooMany())
              .flatMap(command -> commands.send(userId.value(), visitor, command))
              .onErrorResume(Registration::isRefused, refusal -> undone(userId, refusal))
              .flatMap(_ -> sessions.open(userId, visitor));
        });
  }

  private RegisterUser kept(UserId userId, String email, String password, String name) {
    Passwords.requireHard(password, email, name);
    EmailId emailId = personal.emailId(email);
    RegisterUser command =
        new RegisterUser(
            userId,
            personal.seal(userId, name),
            emailId,
            personal.seal(userId, email),
            Set.of(Role.CUSTOMER),
            userId.value());
    credentials.keep(new Credential(userId, emailId, Passwords.encode(password), true));
    return command;
  }

  /** Where the outcome is unknown, the person may be known: then the password stays. */
  static boolean isRefused(Throwable failure) {
    return switch (Failures.rejectionOf(failure).code().kind()) {
      case CONFLICT, INVALID, NOT_FOUND -> true;
      default -> false;
    };
  }

  private <T> Mono<T> undone(UserId userId, Throwable refusal) {
    Rejection told = Failures.rejectionOf(refusal);
    return Mono.fromRunnable(
            () -> {
              credentials.drop(userId);
              personal.forget(userId);
            })
        .subscribeOn(hashing)
        .then(Mono.error(told));
  }
}
