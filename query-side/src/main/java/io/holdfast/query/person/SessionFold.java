package io.holdfast.query.person;

import io.holdfast.api.Event;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionChallenged;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionEvent;
import io.holdfast.api.session.SessionRefreshed;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions of those who have shown who they are. What is not begun by that is passed over. */
public final class SessionFold implements Fold {
  static final String KIND = "session";
  private static final String VERIFIED = "VERIFIED";
  private static final String ACTIVE = "ACTIVE";
  private static final String ENDED = "ENDED";

  private final Rows<StoredSession> sessions;

  public SessionFold(String schema) {
    sessions = new Rows<>(SessionRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof SessionEvent e) {
      sessions.want(e.sessionId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    sessions.load(connection);
  }

  /** Whose session it is, and how they came; after the batch has come to its event. */
  Optional<SessionView> session(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId)).map(StoredSession::view);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof SessionEvent event) {
      StoredSession before = sessions.get(event.sessionId());
      if (before == null || before.logIndex() < logged.index()) {
        StoredSession next = step(before, event, logged);
        if (next != null) {
          sessions.put(next);
        }
      }
    }
  }

  /** Pure: a session after one event. */
  private static @Nullable StoredSession step(
      @Nullable StoredSession before, SessionEvent event, LoggedEvent logged) {
    return switch (event) {
      case SessionChallenged _ -> null;
      case SessionVerified e -> first(e, logged);
      case SessionActivated e ->
          before == null
              ? null
              : active(
                  before,
                  e.permissions(),
                  e.address(),
                  e.userAgent(),
                  e.idleExpiresAtMillis(),
                  e.expiresAtMillis(),
                  logged);
      case SessionRefreshed e ->
          before == null
              ? null
              : active(
                  before,
                  e.permissions(),
                  e.address(),
                  e.userAgent(),
                  e.idleExpiresAtMillis(),
                  before.lifetimeEndsAtMillis(),
                  logged);
      case SessionEnded e -> before == null ? null : ended(before, e, logged);
    };
  }

  private static StoredSession first(SessionVerified e, LoggedEvent logged) {
    return new StoredSession(
        new SessionView(
            e.sessionId(),
            e.userId(),
            e.method(),
            VERIFIED,
            List.of(),
            null,
            null,
            logged.atMillis(),
            logged.atMillis(),
            e.expiresAtMillis(),
            null,
            null,
            logged.index()),
        e.expiresAtMillis(),
        logged.index());
  }

  private static StoredSession active(
      StoredSession before,
      String permissions,
      String address,
      String userAgent,
      long idleExpiresAtMillis,
      long lifetimeEndsAtMillis,
      LoggedEvent logged) {
    SessionView view = before.view();
    return new StoredSession(
        new SessionView(
            view.sessionId(),
            view.ownerId(),
            view.method(),
            ACTIVE,
            PersonFold.names(permissions),
            address,
            userAgent,
            view.createdAtMillis(),
            logged.atMillis(),
            Math.min(idleExpiresAtMillis, lifetimeEndsAtMillis),
            null,
            null,
            logged.index()),
        lifetimeEndsAtMillis,
        before.createdIndex());
  }

  private static StoredSession ended(StoredSession before, SessionEnded e, LoggedEvent logged) {
    SessionView view = before.view();
    return new StoredSession(
        new SessionView(
            view.sessionId(),
            view.ownerId(),
            view.method(),
            ENDED,
            view.permissions(),
            view.address(),
            view.userAgent(),
            view.createdAtMillis(),
            view.lastActivityAtMillis(),
            view.expiresAtMillis(),
            logged.atMillis(),
            e.reason(),
            logged.index()),
        before.lifetimeEndsAtMillis(),
        before.createdIndex());
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return sessions.flush(connection);
  }
}
