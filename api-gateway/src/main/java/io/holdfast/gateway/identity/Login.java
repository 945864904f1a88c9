package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Sign-in by e-mail and password. An unknown user and a wrong password get the same answer after
 * the same time.
 */
public final class Login {
  private final Users users;
  private final Passwords passwords;
  private final LoginLimits limits;
  private final AccessTokens tokens;
  private final Scheduler hashing;

  /**
   * @param hashing runs few at once, for each check takes memory and time
   */
  public Login(
      Users users,
      Passwords passwords,
      LoginLimits limits,
      AccessTokens tokens,
      Scheduler hashing) {
    this.users = users;
    this.passwords = passwords;
    this.limits = limits;
    this.tokens = tokens;
    this.hashing = hashing;
  }

  Mono<SignedIn> signIn(String address, String email, String password) {
    return Mono.fromCallable(() -> attempt(address, email, password))
        .subscribeOn(hashing)
        .onErrorMap(RejectedExecutionException.class, _ -> tooMany());
  }

  private static Rejection tooMany() {
    return new Rejection(
        ErrorCode.TOO_MANY_REQUESTS, "Too many people sign in just now. Try again in a little.");
  }

  private SignedIn attempt(String address, String email, String password) {
    limits.take(address, email);
    Optional<User> user = passwords.verify(users.byEmail(email), password);
    if (user.isEmpty()) {
      throw new Rejection(
          ErrorCode.WRONG_CREDENTIALS, "This e-mail address and password do not belong together.");
    }
    limits.giveBack(address, email);
    AccessTokens.Minted minted = tokens.mint(user.get());
    return new SignedIn(minted.token(), minted.expiresAt().toEpochMilli(), UserView.of(user.get()));
  }
}
