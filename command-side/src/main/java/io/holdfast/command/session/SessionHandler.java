package io.holdfast.command.session;

import io.holdfast.api.error.Defect;
import io.holdfast.api.session.ChallengeSession;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.EndSession;
import io.holdfast.api.session.ExpireSession;
import io.holdfast.api.session.Grant;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.Proof;
import io.holdfast.api.session.ProveSession;
import io.holdfast.api.session.Purpose;
import io.holdfast.api.session.RefreshSession;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionEvent;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.api.wallet.WalletProofs;
import io.holdfast.command.Aggregates;
import io.holdfast.command.session.Session.Active;
import io.holdfast.command.session.Session.Challenged;
import io.holdfast.command.user.People;
import io.holdfast.command.user.User;
import io.holdfast.command.user.User.Known;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Lets people in and out. That a wallet's answer is right is judged here, on the challenge as the
 * log has it; that a password is right is judged by who sends {@link OpenSession}. A person who is
 * let in and their session are one append. Locks: session, then as {@link People} says.
 */
public final class SessionHandler {
  private final Aggregates<SessionAggregate, Session, SessionEvent> sessions;
  private final People people;
  private final WalletProofs proofs;
  private final SessionTerms terms;
  private final Clock clock;

  public SessionHandler(
      Aggregates<SessionAggregate, Session, SessionEvent> sessions,
      People people,
      WalletProofs proofs,
      SessionTerms terms,
      Clock clock) {
    this.sessions = sessions;
    this.people = people;
    this.proofs = proofs;
    this.terms = terms;
    this.clock = clock;
  }

  @CommandHandler
  String handle(ChallengeSession command) {
    WalletProof proof = proofs.require(command.kind());
    String address = proof.canonicalAddress(command.address());
    var session = sessions.load(command.targetId());
    session.record(SessionDecider.challenge(command, address, session.state(), now()));
    return proof.challenge(SessionDecider.requireChallenged(session.state()).wish());
  }

  @CommandHandler
  Proof handle(ProveSession command) {
    var session = sessions.load(command.targetId());
    Challenged challenged = SessionDecider.requireChallenged(session.state());
    Instant now = now();
    if (SessionDecider.isOver(challenged, now)) {
      return refuse(session, command, EndReason.EXPIRED);
    }
    WalletKind kind = challenged.kind();
    SignIn wish = challenged.wish();
    if (!proofs.require(kind).isProvenBy(command.answer(), wish)) {
      return refuse(session, command, EndReason.NOT_PROVEN);
    }
    String userId = personOf(WalletId.of(kind, wish.address()), challenged, command);
    session.record(SessionDecider.prove(command, challenged, userId, now));
    return challenged.purpose() == Purpose.LINK_WALLET
        ? new Proof.Linked(new UserId(userId))
        : new Proof.Proven(new UserId(userId));
  }

  private static Proof refuse(
      Aggregates.Loaded<SessionAggregate, Session, SessionEvent> session,
      ProveSession command,
      EndReason reason) {
    session.record(
        List.of(SessionDecider.ended(command.targetId(), reason, SessionDecider.BY_ITSELF)));
    return new Proof.Refused(reason);
  }

  private String personOf(WalletId wallet, Challenged challenged, ProveSession command) {
    String forUser = challenged.forUser();
    if (challenged.purpose() == Purpose.SIGN_IN || forUser == null) {
      return people.holderOf(wallet, command.newcomer());
    }
    people.link(wallet, new UserId(forUser));
    return forUser;
  }

  @CommandHandler
  Grant handle(OpenSession command) {
    var session = sessions.load(command.targetId());
    Known user = people.state(command.userId().value()).requireKnown();
    List<SessionEvent> events = SessionDecider.open(command, session.state(), user, terms, now());
    session.record(events);
    return granted(command.targetId(), events, session.state(), user);
  }

  @CommandHandler
  Grant handle(RefreshSession command) {
    var session = sessions.load(command.targetId());
    User user = people.state(command.userId().value());
    List<SessionEvent> events =
        SessionDecider.refresh(command, session.state(), user, terms, now());
    session.record(events);
    return granted(command.targetId(), events, session.state(), user);
  }

  private Grant granted(String sessionId, List<SessionEvent> events, Session state, User user) {
    if (events.getLast() instanceof SessionEnded ended) {
      return new Grant.Refused(EndReason.valueOf(ended.reason()));
    }
    if (!(state instanceof Active active) || !(user instanceof Known known)) {
      throw new Defect(sessionId + " neither ended nor goes on");
    }
    if (events.getLast() instanceof SessionActivated) {
      people.signIn(known, sessionId, active.method());
    }
    return new Grant.Given(
        new UserId(known.userId()),
        known.roles(),
        active.idleExpiresAtMillis(),
        active.expiresAtMillis());
  }

  @CommandHandler
  void handle(EndSession command) {
    sessions.decide(command.targetId(), state -> SessionDecider.end(command, state));
  }

  @CommandHandler
  long handle(ExpireSession command) {
    var session = sessions.load(command.targetId());
    session.record(SessionDecider.expire(command.targetId(), session.state(), now()));
    return SessionDecider.endsAtMillis(session.state());
  }

  /** Challenges tell whole milliseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
