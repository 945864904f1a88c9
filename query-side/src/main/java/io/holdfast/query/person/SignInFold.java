package io.holdfast.query.person;

import io.holdfast.api.Event;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.session.SessionActivated;
import io.holdfast.api.session.SessionEnded;
import io.holdfast.api.session.SessionVerified;
import io.holdfast.api.user.PasswordChanged;
import io.holdfast.api.user.SignInFailed;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The history of who was let in, who was not, and how it ended. A line is named after its event's
 * place in the log, so that it is there once, and is never looked up: what is there stays.
 */
public final class SignInFold implements Fold {
  static final String KIND = "sign-in";
  private static final String SIGNED_IN = "SIGNED_IN";
  private static final String FAILED = "FAILED";
  private static final String PASSWORD_CHANGED = "PASSWORD_CHANGED";

  static final Table<Stored<SignInView>> TABLE =
      Table.<Stored<SignInView>>named("sign_in")
          .key("sign_in_id", row -> row.view().signInId())
          .text("owner_id", row -> row.view().ownerId())
          .text("outcome", row -> row.view().outcome())
          .text("method", row -> row.view().method())
          .text("session_id", row -> row.view().sessionId())
          .text("address", row -> row.view().address())
          .text("user_agent", row -> row.view().userAgent())
          .number("at_millis", row -> row.view().atMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private final Rows<Stored<SignInView>> lines;
  private final SessionFold sessions;

  /**
   * @param sessions of the same batch, which comes to each event before
   */
  public SignInFold(String schema, SessionFold sessions) {
    this.lines = new Rows<>(TABLE, schema);
    this.sessions = sessions;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    // a line is written blindly: its name is its place in the log
  }

  @Override
  public void load(Connection connection) throws SQLException {
    lines.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    switch (logged.event()) {
      case SignInFailed e ->
          put(
              e.userId(),
              FAILED,
              SessionVerified.PASSWORD,
              null,
              e.address(),
              e.userAgent(),
              logged);
      case PasswordChanged e ->
          put(
              e.userId(),
              PASSWORD_CHANGED,
              SessionVerified.PASSWORD,
              null,
              e.address(),
              e.userAgent(),
              logged);
      case SessionActivated e ->
          sessions
              .session(e.sessionId())
              .ifPresent(session -> put(session, SIGNED_IN, e.address(), e.userAgent(), logged));
      case SessionEnded e ->
          sessions
              .session(e.sessionId())
              .ifPresent(session -> put(session, e.reason(), null, null, logged));
      default -> {}
    }
  }

  private void put(
      SessionView session,
      String outcome,
      @Nullable String address,
      @Nullable String userAgent,
      LoggedEvent logged) {
    put(
        session.ownerId(),
        outcome,
        session.method(),
        session.sessionId(),
        address,
        userAgent,
        logged);
  }

  private void put(
      String ownerId,
      String outcome,
      String method,
      @Nullable String sessionId,
      @Nullable String address,
      @Nullable String userAgent,
      LoggedEvent logged) {
    lines.put(
        new Stored<>(
            new SignInView(
                "sign-in:" + logged.index(),
                ownerId,
                outcome,
                method,
                sessionId,
                address,
                userAgent,
                logged.atMillis(),
                logged.index()),
            logged.index()));
  }

  static SignInView view(Columns row) {
    return new SignInView(
        row.text("sign_in_id"),
        row.text("owner_id"),
        row.text("outcome"),
        row.text("method"),
        row.textOrNull("session_id"),
        row.textOrNull("address"),
        row.textOrNull("user_agent"),
        row.number("at_millis"),
        row.number("log_index"));
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return lines.flush(connection);
  }
}
