package io.holdfast.chain.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one process at a time follow a rail: an advisory lock of PostgreSQL, held by a connection of
 * its own, and gone with it. Used by one thread.
 */
final class LeaderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLock.class);

  /** Keeps the locks of rails apart from other advisory locks in this database. */
  private static final int RAILS = 0x7261696c;

  private static final int CHECK_SECONDS = 5;

  private final DataSource source;
  private final String rail;
  private @Nullable Connection connection;

  LeaderLock(DataSource source, String rail) {
    this.source = source;
    this.rail = rail;
  }

  /** Whether it is our turn; takes the lock where it is free. */
  boolean held() throws SQLException {
    Connection current = connection;
    if (current != null) {
      if (current.isValid(CHECK_SECONDS)) {
        return true;
      }
      close();
    }
    return take();
  }

  private boolean take() throws SQLException {
    Connection fresh = source.getConnection();
    boolean taken = false;
    try (PreparedStatement lock =
        fresh.prepareStatement("SELECT pg_try_advisory_lock(?, hashtext(?))")) {
      lock.setInt(1, RAILS);
      lock.setString(2, rail);
      try (ResultSet row = lock.executeQuery()) {
        taken = row.next() && row.getBoolean(1);
      }
    } finally {
      if (!taken) {
        fresh.close();
      }
    }
    connection = taken ? fresh : null;
    return taken;
  }

  /** A connection that goes back to a pool would keep the lock: it is given up first. */
  @Override
  public void close() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    try (current;
        PreparedStatement unlock =
            current.prepareStatement("SELECT pg_advisory_unlock(?, hashtext(?))")) {
      unlock.setInt(1, RAILS);
      unlock.setString(2, rail);
      unlock.execute();
    } catch (SQLException e) {
      LOG.info("rail {}: the connection that held the lock is gone: {}", rail, e.getMessage());
    }
  }
}
