package io.holdfast.query.fold;

import io.holdfast.api.Event;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one feature makes of a batch of events. First every event is announced, so that the rows
 * they touch are read together; then each is applied in memory, purely; then what changed is
 * written together. Used by one thread, for one batch.
 */
public interface Fold {
  /** The kind of view it keeps, as wake-ups name it. */
  String kind();

  /** Names the rows that this event may change. */
  void want(Event event);

  void load(Connection connection) throws SQLException;

  /** Changes rows in memory. Events that concern other features are passed over. */
  void apply(LoggedEvent event);

  /**
   * @return whether there was anything to write
   */
  boolean flush(Connection connection) throws SQLException;
}
