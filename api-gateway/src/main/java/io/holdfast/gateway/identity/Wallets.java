package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.ChallengeSession;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.Proof;
import io.holdfast.api.session.ProveSession;
import io.holdfast.api.session.Purpose;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UserId;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.personal.PersonalData;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks wallets for proof, and passes their answers on. What proves what is the ledger's to say. */
final class Wallets {
  private static final String ACTOR = "system:sign-in";
  private static final int NONCE_BYTES = 16;

  /** As long as the ledger gives; told to clients, decided there. */
  private static final Duration CHALLENGE = Duration.ofMinutes(5);

  private final Commands commands;
  private final PersonalData personal;
  private final LoginLimits limits;
  private final IdGenerator ids;
  private final SecureRandom chance;
  private final Clock clock;
  private final Scheduler workers;

  Wallets(
      Commands commands,
      PersonalData personal,
      LoginLimits limits,
      IdGenerator ids,
      SecureRandom chance,
      Clock clock,
      Scheduler workers) {
    this.commands = commands;
    this.personal = personal;
    this.limits = limits;
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
    this.workers = workers;
  }

  /** A wallet as its owner names it. */
  record Named(WalletKind kind, String address, String chain) {}

  /**
   * What the wallet is to sign.
   *
   * @param message exactly as it stands
   */
  record Challenge(String sessionId, String message, long expiresAtMillis) {}

  /**
   * What the answer came to.
   *
   * @param token makes the session active; null where the wallet was linked
   * @param logIndex of the last event of it
   */
  record Proven(UserId userId, SessionId sessionId, @Nullable RefreshToken token, long logIndex) {}

  /**
   * A try is not given back, for each challenge is an event for ever.
   *
   * @param forUser to whom the wallet is to be linked; null for sign-in
   */
  Mono<Challenge> challenge(Visitor visitor, Named wallet, Site site, @Nullable UserId forUser) {
    return Mono.defer(
        () -> {
          takeChallenge(visitor, visitor.network() + " " + wallet.address(), forUser);
          SessionId sessionId = new SessionId(SessionId.PREFIX + ids.generateId());
          ChallengeSession command =
              new ChallengeSession(
                  sessionId,
                  forUser == null ? Purpose.SIGN_IN : Purpose.LINK_WALLET,
                  forUser,
                  wallet.kind(),
                  wallet.address(),
                  wallet.chain(),
                  site.domain(),
                  site.uri(),
                  nonce());
          return commands
              .send(forUser == null ? ACTOR : forUser.value(), visitor, command)
              .map(done -> challenge(sessionId, done));
        });
  }

  private void takeChallenge(Visitor visitor, String subject, @Nullable UserId forUser) {
    if (forUser == null) {
      limits.takeNewcomer(visitor.network(), subject);
    } else {
      limits.take(visitor.network(), subject);
    }
  }

  private Challenge challenge(SessionId sessionId, Done done) {
    String message = (String) Objects.requireNonNull(done.result(), "a challenge has a text");
    return new Challenge(
        sessionId.value(), message, clock.instant().plus(CHALLENGE).toEpochMilli());
  }

  /** Ends with WRONG_CREDENTIALS where it proves nothing; the challenge is then over. */
  Mono<Proven> prove(Visitor visitor, SessionId sessionId, String answer) {
    return Mono.defer(
        () -> {
          String subject = visitor.network() + " " + sessionId;
          limits.take(visitor.network(), subject);
          UserId newcomer = new UserId(UserId.PREFIX + ids.generateId());
          RefreshToken token = RefreshToken.by(chance, sessionId, newcomer);
          return commands
              .send(ACTOR, visitor, new ProveSession(sessionId, answer, newcomer, token.digest()))
              .map(done -> proven(done, token))
              .flatMap(this::welcome)
              .doOnNext(_ -> limits.giveBack(visitor.network(), subject));
        });
  }

  /** From here on something can be said of the person, and is sealed. */
  private Mono<Proven> welcome(Proven proven) {
    return Mono.fromCallable(
            () -> {
              personal.welcome(proven.userId());
              return proven;
            })
        .subscribeOn(workers);
  }

  private static Proven proven(Done done, RefreshToken token) {
    return switch (done.result()) {
      case Proof.Proven(UserId userId) ->
          new Proven(userId, token.sessionId(), token.of(userId), done.logIndex());
      case Proof.Linked(UserId userId) ->
          new Proven(userId, token.sessionId(), null, done.logIndex());
      case Proof.Refused(EndReason reason) ->
          throw new Rejection(
              ErrorCode.WRONG_CREDENTIALS,
              reason == EndReason.EXPIRED
                  ? "The answer came too late. Ask for another challenge."
                  : "The answer does not prove that the wallet is yours.");
      case null, default -> throw new IllegalStateException("a proof is proven or refused");
    };
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
