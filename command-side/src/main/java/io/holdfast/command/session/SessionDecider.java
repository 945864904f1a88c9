package io.holdfast.command.session;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.ChallengeSession;
import io.holdfast.api.session.EndReason;
import io.holdfast.api.session.EndSession;
import io.holdfast.api.session.OpenSession;
import io.holdfast.api.session.ProveSession;
import io.holdfast.api.session.Purpose;
import io.holdfast.api.session.RefreshSession;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionChallenged;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionEvent;
import io.holdfast.api.session.SessionRefreshed;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.api.user.Origin;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.command.session.Session.Active;
import io.holdfast.command.session.Session.Challenged;
import io.holdfast.command.session.Session.Ended;
import io.holdfast.command.session.Session.Unknown;
import io.holdfast.command.session.Session.Verified;
import io.holdfast.command.user.User;
import io.holdfast.command.user.User.Known;
import io.holdfast.command.user.UserDecider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a session. Pure.
 *
 * <pre>
 * challenged ──► verified ──► active ─┐ refreshed
 *     │   (password) ▲│         │  ◄──┘
 *     └──────────────┴┴─────────┴──► ended
 * </pre>
 *
 * <p>Each state but the last has an end of its own in time. What ends a session because of what was
 * shown (a wrong proof, a token that was spent) is a fact like any other, and not a refusal: a
 * refusal would change nothing.
 */
public final class SessionDecider {
  /** In whose name a session ends by itself. */
  static final String BY_ITSELF = "system:sessions";

  private SessionDecider() {}

  /**
   * @param address in its kind's one spelling
   * @throws Rejection WRONG_STATE
   */
  public static List<SessionEvent> challenge(
      ChallengeSession command, String address, Session state, Instant now) {
    if (!(state instanceof Unknown)) {
      throw wrongState();
    }
    return List.of(
        new SessionChallenged(
            command.targetId(),
            command.purpose().name(),
            command.forUser() == null ? null : command.forUser().value(),
            command.kind().name(),
            address,
            command.chain(),
            command.domain(),
            command.uri(),
            statement(command.purpose()),
            command.nonce(),
            now.toEpochMilli(),
            now.plus(SessionTerms.CHALLENGE).toEpochMilli()));
  }

  private static String statement(Purpose purpose) {
    return switch (purpose) {
      case SIGN_IN -> "Sign in to Holdfast.";
      case LINK_WALLET -> "Link this wallet to my Holdfast account.";
    };
  }

  /**
   * The challenge that an answer is to.
   *
   * @throws Rejection NOT_FOUND, or WRONG_STATE where it was answered or is over
   */
  static Challenged requireChallenged(Session state) {
    return switch (state) {
      case Challenged challenged -> challenged;
      case Unknown _ -> throw notFound();
      case Verified _, Active _, Ended _ -> throw wrongState();
    };
  }

  /** The wallet's answer was right, and this is whom it stands for. */
  static List<SessionEvent> prove(
      ProveSession command, Challenged challenged, String userId, Instant now) {
    return switch (challenged.purpose()) {
      case SIGN_IN ->
          List.of(
              new SessionVerified(
                  command.targetId(),
                  userId,
                  challenged.kind().name(),
                  command.grant().value(),
                  now.plus(SessionTerms.CHALLENGE).toEpochMilli()));
      case LINK_WALLET -> List.of(ended(command.targetId(), EndReason.LINKED, userId));
    };
  }

  /**
   * @throws Rejection WRONG_STATE, WRONG_CREDENTIALS
   */
  public static List<SessionEvent> open(
      OpenSession command, Session state, Known user, SessionTerms terms, Instant now) {
    if (!(state instanceof Unknown)) {
      throw wrongState();
    }
    if (user.email() == null || UserDecider.isLocked(user, now)) {
      throw new Rejection(
          ErrorCode.WRONG_CREDENTIALS, "This e-mail address and password do not belong together.");
    }
    String token = command.token().value();
    return List.of(
        new SessionVerified(
            command.targetId(), user.userId(), SessionVerified.PASSWORD, token, now.toEpochMilli()),
        activated(command.targetId(), token, token, user, command.origin(), terms, now));
  }

  /**
   * @param user whose session it is
   * @throws Rejection NOT_SIGNED_IN
   */
  public static List<SessionEvent> refresh(
      RefreshSession command, Session state, User user, SessionTerms terms, Instant now) {
    return switch (state) {
      case Verified verified when isShown(command, verified.userId(), verified.token()) ->
          began(command, verified, user, terms, now);
      case Active active when command.userId().value().equals(active.userId()) ->
          shown(command, active, user, terms, now);
      case Unknown _, Challenged _, Verified _, Active _, Ended _ -> throw notSignedIn();
    };
  }

  private static boolean isShown(RefreshSession command, String userId, String token) {
    return command.userId().value().equals(userId) && command.presented().value().equals(token);
  }

  private static List<SessionEvent> began(
      RefreshSession command, Verified verified, User user, SessionTerms terms, Instant now) {
    if (!(user instanceof Known known)) {
      return List.of(ended(command.targetId(), EndReason.ERASED, BY_ITSELF));
    }
    if (now.toEpochMilli() >= verified.expiresAtMillis()) {
      return List.of(ended(command.targetId(), EndReason.EXPIRED, BY_ITSELF));
    }
    return List.of(
        activated(
            command.targetId(),
            command.presented().value(),
            command.next().value(),
            known,
            command.origin(),
            terms,
            now));
  }

  private static SessionActivated activated(
      String sessionId,
      String presented,
      String token,
      Known user,
      Origin origin,
      SessionTerms terms,
      Instant now) {
    return new SessionActivated(
        sessionId,
        presented,
        token,
        UserDecider.text(user.roles()),
        origin.address().value(),
        origin.userAgent().value(),
        now.toEpochMilli(),
        millis(now, terms.idle()),
        millis(now, terms.lifetime()));
  }

  private static List<SessionEvent> shown(
      RefreshSession command, Active active, User user, SessionTerms terms, Instant now) {
    Rotation.Token token = active.tokens().tell(command.presented().value());
    if (token == Rotation.Token.STRANGE) {
      throw notSignedIn();
    }
    if (!(user instanceof Known known)) {
      return List.of(ended(command.targetId(), EndReason.ERASED, BY_ITSELF));
    }
    if (token == Rotation.Token.SPENT) {
      return List.of(ended(command.targetId(), EndReason.REUSED, BY_ITSELF));
    }
    if (isOver(active, now) || active.tokens().spent().size() >= SessionTerms.MOST_REFRESHES) {
      return List.of(ended(command.targetId(), EndReason.EXPIRED, BY_ITSELF));
    }
    return List.of(
        new SessionRefreshed(
            command.targetId(),
            command.presented().value(),
            command.next().value(),
            UserDecider.text(known.roles()),
            command.origin().address().value(),
            command.origin().userAgent().value(),
            now.toEpochMilli(),
            millis(now, terms.idle())));
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  public static List<SessionEvent> end(EndSession command, Session state) {
    String owner = owner(state);
    if (state instanceof Unknown
        || (command.owner() != null && !command.owner().value().equals(owner))) {
      throw notFound();
    }
    return state instanceof Ended
        ? List.of()
        : List.of(ended(command.targetId(), command.reason(), command.endedBy()));
  }

  /** Quiet where there is time left, or nothing to end. */
  public static List<SessionEvent> expire(String sessionId, Session state, Instant now) {
    return isOver(state, now) ? List.of(ended(sessionId, EndReason.EXPIRED, BY_ITSELF)) : List.of();
  }

  /** When a session ends by itself, in milliseconds; 0 where it does not. */
  public static long endsAtMillis(Session state) {
    return switch (state) {
      case Challenged challenged -> challenged.wish().expiresAt().toEpochMilli();
      case Verified verified -> verified.expiresAtMillis();
      case Active active -> active.endsAtMillis();
      case Unknown _, Ended _ -> 0;
    };
  }

  static boolean isOver(Session state, Instant now) {
    long ends = endsAtMillis(state);
    return ends > 0 && now.toEpochMilli() >= ends;
  }

  static SessionEnded ended(String sessionId, EndReason reason, String by) {
    return new SessionEnded(sessionId, reason.name(), by);
  }

  public static Session evolve(Session state, SessionEvent event) {
    return switch (event) {
      case SessionChallenged e -> challenged(e);
      case SessionVerified e ->
          new Verified(e.userId(), e.method(), e.token(), e.expiresAtMillis());
      case SessionActivated e -> activated(state, e);
      case SessionRefreshed e -> refreshed(state, e);
      case SessionEnded _ -> new Ended(owner(state));
    };
  }

  private static Challenged challenged(SessionChallenged e) {
    return new Challenged(
        WalletKind.valueOf(e.kind()),
        new SignIn(
            e.domain(),
            e.uri(),
            e.statement(),
            e.address(),
            e.chain(),
            e.nonce(),
            Instant.ofEpochMilli(e.issuedAtMillis()),
            Instant.ofEpochMilli(e.expiresAtMillis())),
        Purpose.valueOf(e.purpose()),
        e.userId());
  }

  /** Who came by password was given the first token with the session, and has shown none. */
  private static Active activated(Session state, SessionActivated e) {
    if (!(state instanceof Verified verified)) {
      throw new Defect(e.sessionId() + " became active and nobody had shown who they are");
    }
    String before = e.presented().equals(e.token()) ? null : e.presented();
    return new Active(
        verified.userId(),
        verified.method(),
        new Rotation(e.token(), before, Set.of()),
        e.idleExpiresAtMillis(),
        e.expiresAtMillis());
  }

  private static Active refreshed(Session state, SessionRefreshed e) {
    if (!(state instanceof Active active)) {
      throw new Defect(e.sessionId() + " was refreshed and nobody was in");
    }
    return new Active(
        active.userId(),
        active.method(),
        active.tokens().next(e.presented(), e.token()),
        e.idleExpiresAtMillis(),
        active.expiresAtMillis());
  }

  private static @Nullable String owner(Session state) {
    return switch (state) {
      case Verified verified -> verified.userId();
      case Active active -> active.userId();
      case Challenged challenged -> challenged.forUser();
      case Ended ended -> ended.userId();
      case Unknown _ -> null;
    };
  }

  private static long millis(Instant now, Duration later) {
    return now.plus(later).toEpochMilli();
  }

  private static Rejection notFound() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such session.");
  }

  private static Rejection wrongState() {
    return new Rejection(ErrorCode.WRONG_STATE, "This was answered before. Begin again.");
  }

  private static Rejection notSignedIn() {
    return new Rejection(ErrorCode.NOT_SIGNED_IN, "You are not signed in. Sign in again.");
  }
}
