package io.holdfast.query.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the tree and its checkpoints are read and written, one transaction at a time. */
final class TreeRoom {
  private static final Logger LOG = LoggerFactory.getLogger(TreeRoom.class);

  private final DataSource source;

  TreeRoom(DataSource source) {
    this.source = source;
  }

  /** Something to do in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * @throws Rejection LOG_UNAVAILABLE where the database is away, LOG_NOT_SEALED where the tree is
   *     damaged, and whatever the work rejects
   */
  <T> T in(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw unavailable(e);
    } catch (TreeDamaged e) {
      throw notSealed(e);
    }
  }

  /** The same, while no other does it. */
  <T> T alone(long lock, Work<T> work) {
    return in(
        connection -> {
          lock(connection, lock);
          return work.in(connection);
        });
  }

  static Rejection unavailable(SQLException cause) {
    LOG.warn("the tree cannot be read or written", cause);
    return new Rejection(ErrorCode.LOG_UNAVAILABLE, "The log does not answer. Try again.");
  }

  /** The reason is for who operates it, and told by health. */
  static Rejection notSealed(RuntimeException cause) {
    LOG.error("the tree is not used", cause);
    return new Rejection(
        ErrorCode.LOG_NOT_SEALED, "The log and its tree contradict each other; see the health.");
  }

  private static void lock(Connection connection, long lock) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
      }
    }
  }
}
