package io.holdfast.query.follow;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that is made of the log, in its order. It is called by one thread of one node at a
 * time; what it writes and how far it has come are one transaction, so that it is exact after a
 * kill anywhere.
 */
public interface Follower {
  /** For people and metrics, for example {@code tree}. */
  String name();

  /** The advisory lock under which one node does it. */
  long lock();

  /**
   * Takes what comes next, at most a batch of it.
   *
   * @param connection in a transaction that holds the lock, and that the caller commits
   * @throws FollowerStopped where the log contradicts what was made of it: nothing is written
   */
  Followed follow(Connection connection) throws SQLException;

  /** How far it is; writes nothing. */
  Followed look(Connection connection) throws SQLException;

  /**
   * How far it is.
   *
   * @param position every event up to this index is in it
   * @param head the last index that there was to follow, as it was seen just now
   * @param more whether there is more to do at once
   */
  record Followed(long position, long head, boolean more) {
    public long lagEvents() {
      return Math.max(0, head - position);
    }
  }
}
