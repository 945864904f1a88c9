package io.holdfast.query.views;

import io.holdfast.api.error.Defect;
import io.holdfast.query.fold.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch as a whole, and where that fails, event by event in the same transaction, so that
 * the one that cannot be folded is named. Nothing is ever skipped: the views are one state of the
 * whole log, so they stop before the culprit until somebody repairs it.
 */
public final class BatchWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  /**
   * SQLSTATE classes that blame the world and no event: connection, rollback, resources, operator.
   */
  private static final Set<String> FAULTS = Set.of("08", "40", "53", "57", "58");

  private final String schema;
  private final boolean wakes;

  BatchWriter(String schema) {
    this(schema, true);
  }

  private BatchWriter(String schema, boolean wakes) {
    this.schema = schema;
    this.wakes = wakes;
  }

  /** For a read model that is built beside the one in use: nobody is woken, for nobody reads it. */
  public static BatchWriter beside(String schema) {
    return new BatchWriter(schema, false);
  }

  /**
   * @param events in the order of the log, at least one
   * @throws Defect naming the event that cannot be folded
   * @throws SQLException where the database failed
   */
  public void write(Connection connection, List<LoggedEvent> events) throws SQLException {
    if (events.size() == 1) {
      writeAlone(connection, events.getFirst());
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      ViewsBatch.write(connection, schema, wakes, events);
      connection.releaseSavepoint(before);
    } catch (SQLException | RuntimeException e) {
      if (isFault(e)) {
        throw e;
      }
      connection.rollback(before);
      LOG.warn("{} events failed as a batch, trying one by one: {}", events.size(), e.toString());
      for (LoggedEvent event : events) {
        writeAlone(connection, event);
      }
    }
  }

  /**
   * As {@link #write}, into a read model that is filled from the beginning of the log: its journal
   * needs no key yet, and no journal line may be begun before these events or left begun by them.
   *
   * @return false where they cannot be folded, and nothing was written: {@link #write} names the
   *     culprit, once the journal has its key
   * @throws SQLException where the database failed
   */
  public boolean load(Connection connection, List<LoggedEvent> events) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      ViewsBatch.load(connection, schema, events);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException | RuntimeException e) {
      if (isFault(e)) {
        throw e;
      }
      connection.rollback(before);
      LOG.warn("{} events cannot be loaded: {}", events.size(), e.toString());
      return false;
    }
  }

  private void writeAlone(Connection connection, LoggedEvent logged) throws SQLException {
    try {
      ViewsBatch.write(connection, schema, wakes, List.of(logged));
    } catch (SQLException | RuntimeException e) {
      if (isFault(e)) {
        throw e;
      }
      throw new Defect(
          "the views stop before event %d, %s of %s: %s"
              .formatted(
                  logged.index(),
                  logged.event().getClass().getSimpleName(),
                  logged.event().streamId(),
                  e.getMessage()),
          e);
    }
  }

  private static boolean isFault(Exception e) {
    return e instanceof SQLException sql
        && (sql.getSQLState() == null || FAULTS.contains(sql.getSQLState().substring(0, 2)));
  }
}
