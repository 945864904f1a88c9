package io.holdfast.query.person;

import io.holdfast.api.query.SessionView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Table;

/** How sessions stand in their table. */
final class SessionRows {
  static final Table<StoredSession> TABLE =
      Table.<StoredSession>named("session")
          .key("session_id", row -> row.view().sessionId())
          .text("owner_id", row -> row.view().ownerId())
          .text("method", row -> row.view().method())
          .text("state", row -> row.view().state())
          .texts("permissions", row -> row.view().permissions())
          .text("address", row -> row.view().address())
          .text("user_agent", row -> row.view().userAgent())
          .number("created_at_millis", row -> row.view().createdAtMillis())
          .number("last_activity_at_millis", row -> row.view().lastActivityAtMillis())
          .number("expires_at_millis", row -> row.view().expiresAtMillis())
          .number("lifetime_ends_at_millis", StoredSession::lifetimeEndsAtMillis)
          .number("ended_at_millis", row -> row.view().endedAtMillis())
          .text("end_reason", row -> row.view().endReason())
          .number("created_index", StoredSession::createdIndex)
          .number("log_index", StoredSession::logIndex)
          .readBy(
              row ->
                  new StoredSession(
                      view(row),
                      row.number("lifetime_ends_at_millis"),
                      row.number("created_index")));

  private SessionRows() {}

  static SessionView view(Columns row) {
    return new SessionView(
        row.text("session_id"),
        row.text("owner_id"),
        row.text("method"),
        row.text("state"),
        row.texts("permissions"),
        row.textOrNull("address"),
        row.textOrNull("user_agent"),
        row.number("created_at_millis"),
        row.number("last_activity_at_millis"),
        row.number("expires_at_millis"),
        row.numberOrNull("ended_at_millis"),
        row.textOrNull("end_reason"),
        row.number("log_index"));
  }
}
