package io.holdfast.api.session;

import io.holdfast.api.Command;

/** What may be wished of a session. */
public sealed interface SessionCommand extends Command
    permits ChallengeSession, ProveSession, OpenSession, RefreshSession, EndSession, ExpireSession {
  SessionId sessionId();

  @Override
  default String targetId() {
    return sessionId().value();
  }
}
