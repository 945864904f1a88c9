package io.holdfast.query.person;

import io.holdfast.api.query.SessionView;

/**
 * A session as its table keeps it.
 *
 * @param lifetimeEndsAtMillis when it ends however much is heard; the view tells the earlier of
 *     this and of when it has been silent for too long
 * @param createdIndex of the event that made the row
 */
record StoredSession(SessionView view, long lifetimeEndsAtMillis, long createdIndex) {
  long logIndex() {
    return view.logIndex();
  }
}
