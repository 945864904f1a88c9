package io.holdfast.api.session;

import io.holdfast.api.Event;

/** What became of a session. */
public sealed interface SessionEvent extends Event
    permits SessionChallenged, SessionVerified, SessionActivated, SessionRefreshed, SessionEnded {
  String sessionId();

  @Override
  default String streamId() {
    return sessionId();
  }
}
