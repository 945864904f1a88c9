package io.holdfast.command.log;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement tells, by its SQLSTATE. Source: PostgreSQL manual, appendix A. */
enum Outage {
  /** No answer: what was sent may or may not have happened. */
  CONNECTION_LOST,
  /** Answered, nothing happened; the server is out of something or on its way up or down. */
  RESOURCES_LACKING,
  /** Answered, nothing happened, and it would not the next time: something in it is wrong. */
  REFUSED;

  /** Data, constraint, syntax or missing object, program limit, error raised by the function. */
  private static final Set<String> REFUSALS = Set.of("21", "22", "23", "42", "54", "P0");

  static Outage of(SQLException failure) {
    String state = failure.getSQLState();
    if (isConnectionLoss(state)) {
      return CONNECTION_LOST;
    }
    return REFUSALS.contains(state.substring(0, 2)) ? REFUSED : RESOURCES_LACKING;
  }

  private static boolean isConnectionLoss(@Nullable String state) {
    return state == null
        || state.length() < 2
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("XX");
  }
}
