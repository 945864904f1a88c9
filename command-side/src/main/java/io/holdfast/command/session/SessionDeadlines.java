package io.holdfast.command.session;

import io.holdfast.api.session.ExpireSession;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionChallenged;
import io.holdfast.api.session.SessionId;
import io.holdfast.command.deadline.Deadlines;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * The process manager that ends sessions when their time runs out. A session has one deadline from
 * its first event on, which asks, when it comes, whether the session goes on, and until when: so a
 * refresh writes none. The rules refuse what comes late by themselves; this only makes it a fact.
 */
@ProcessingGroup("deadlines")
@DisallowReplay
public final class SessionDeadlines {
  public static final Deadlines.Kind EXPIRY =
      new Deadlines.Kind("expire-session", id -> new ExpireSession(new SessionId(id)));

  private final Deadlines deadlines;

  public SessionDeadlines(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @EventHandler
  void on(SessionChallenged event) {
    at(event.sessionId(), event.expiresAtMillis());
  }

  @EventHandler
  void on(SessionActivated event) {
    at(event.sessionId(), event.idleExpiresAtMillis());
  }

  private void at(String sessionId, long millis) {
    deadlines.at(EXPIRY, sessionId, Instant.ofEpochMilli(millis));
  }
}
