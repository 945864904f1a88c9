package io.holdfast.query.replay;

import io.holdfast.api.error.Defect;
import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.BatchWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model, folded from the log a second time beside the one in use, and compared with it.
 * Nobody reads it and nobody is woken. It never runs ahead of the one in use. Used by one thread.
 */
public final class ShadowViews {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowViews.class);
  private static final int BATCH = 1_000;

  /** SQLSTATE of a key that is there already. */
  private static final String TWICE = "23505";

  /** Is told of each batch once it is written. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @return whether to go on
     */
    boolean written(List<LoggedEvent> events);
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException, InterruptedException;
  }

  private final DataSource source;
  private final StreamableMessageSource<TrackedEventMessage<?>> log;
  private final Shadow shadow;
  private final int loadBatch;
  private final BatchWriter writer;

  /**
   * @param schema in which the tables are made
   * @param loadBatch how many events fill the empty tables in one transaction
   */
  public ShadowViews(
      DataSource source,
      StreamableMessageSource<TrackedEventMessage<?>> log,
      String schema,
      int loadBatch) {
    this.source = source;
    this.log = log;
    this.shadow = new Shadow(schema);
    this.loadBatch = loadBatch;
    this.writer = BatchWriter.beside(schema);
  }

  Shadow shadow() {
    return shadow;
  }

  /**
   * Fills the tables with all but the very last events, and gives them their indexes. What is there
   * of the same owner is gone on with: where it has its indexes, nothing is left to do here, and
   * the few events that came since are folded one batch after the other, as those of the read model
   * in use are.
   *
   * @param owner for what they are made; those of another are thrown away
   * @return false where the listener broke it off
   */
  public boolean fill(String owner, Listener listener) throws SQLException, InterruptedException {
    if (!inTransaction(connection -> shadow.isOf(connection, owner))) {
      inTransaction(
          connection -> {
            shadow.make(connection, owner);
            return true;
          });
    }
    long position = position();
    LOG.info("{}: folds the views beside those in use from event {} on", owner, position + 1);
    if (!inTransaction(shadow::isBare)) {
      return true;
    }
    try (LogCursor cursor = new LogCursor(log, position)) {
      if (!load(cursor, livePosition(), listener)) {
        return false;
      }
    }
    index();
    return true;
  }

  /**
   * As far as batches can be cut well and folded; what is behind is folded once there are indexes.
   */
  private boolean load(LogCursor cursor, long upToIndex, Listener listener)
      throws SQLException, InterruptedException {
    try (ReadAhead batches = new ReadAhead(cursor, upToIndex, loadBatch)) {
      for (List<LoggedEvent> events = batches.next(); !events.isEmpty(); events = batches.next()) {
        List<LoggedEvent> batch = events;
        if (!inTransaction(connection -> writer.load(connection, batch))) {
          return true;
        }
        if (!listener.written(batch)) {
          return false;
        }
      }
    }
    return true;
  }

  private void index() throws SQLException, InterruptedException {
    try {
      inTransaction(
          connection -> {
            shadow.index(connection);
            return true;
          });
    } catch (SQLException e) {
      if (TWICE.equals(e.getSQLState())) {
        throw new Defect("the log tells the same journal line twice: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** A cursor at the first event that is not folded yet. */
  LogCursor cursor() throws SQLException, InterruptedException {
    return new LogCursor(log, position());
  }

  /**
   * Folds on, up to an index that the views in use have reached.
   *
   * @return false where the listener broke it off
   */
  boolean fold(LogCursor cursor, long upToIndex, Listener listener)
      throws SQLException, InterruptedException {
    for (List<LoggedEvent> events = cursor.next(upToIndex, BATCH);
        !events.isEmpty();
        events = cursor.next(upToIndex, BATCH)) {
      List<LoggedEvent> batch = events;
      inTransaction(
          connection -> {
            writer.write(connection, batch);
            return true;
          });
      if (!listener.written(batch)) {
        return false;
      }
    }
    return true;
  }

  /** Folds on in the caller's transaction, up to an index that the views in use have reached. */
  void foldIn(Connection connection, LogCursor cursor, long upToIndex)
      throws SQLException, InterruptedException {
    List<LoggedEvent> rest = cursor.next(upToIndex, Integer.MAX_VALUE);
    if (!rest.isEmpty()) {
      writer.write(connection, rest);
    }
  }

  /**
   * Folds the whole log and compares every table, leaving nothing behind.
   *
   * @param owner for what it is done
   * @param listener hears every event, up to the index at which the two are compared
   * @param beside what else is looked at in the snapshot of the views in use, as of that index
   * @throws Defect naming an event that cannot be folded
   */
  public List<ReplayFinding> compareAll(
      String owner, Consumer<List<LoggedEvent>> listener, Work<List<ReplayFinding>> beside)
      throws SQLException, InterruptedException {
    Listener hearing =
        events -> {
          listener.accept(events);
          return true;
        };
    drop();
    try {
      fill(owner, hearing);
      try (LogCursor cursor = cursor()) {
        fold(cursor, livePosition(), hearing);
        return atOneIndex(
            live -> {
              fold(cursor, Shadow.position(live, Shadow.LIVE), hearing);
              List<ReplayFinding> findings =
                  new ArrayList<>(compare(live, EnumSet.allOf(Projection.class)));
              findings.addAll(beside.in(live));
              return findings;
            });
      }
    } finally {
      drop();
    }
  }

  /** Reads the log after an index, up to where the views in use stand, and folds nothing. */
  public void read(long afterIndex, Consumer<List<LoggedEvent>> listener)
      throws SQLException, InterruptedException {
    long upToIndex = livePosition();
    try (LogCursor cursor = new LogCursor(log, afterIndex)) {
      for (List<LoggedEvent> events = cursor.next(upToIndex, BATCH);
          !events.isEmpty();
          events = cursor.next(upToIndex, BATCH)) {
        listener.accept(events);
      }
    }
  }

  /** Lends a snapshot of the views in use: what is read in it is as of one index of the log. */
  public <T> T atOneIndex(Work<T> work) throws SQLException, InterruptedException {
    try (Connection live = source.getConnection()) {
      live.setAutoCommit(false);
      live.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      live.setReadOnly(true);
      try {
        return work.in(live);
      } finally {
        live.rollback();
        live.setReadOnly(false);
        live.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        live.setAutoCommit(true);
      }
    }
  }

  /**
   * Compares table by table; both must stand at the same index.
   *
   * @param live a snapshot of the views in use
   */
  List<ReplayFinding> compare(Connection live, Set<Projection> projections)
      throws SQLException, InterruptedException {
    List<ReplayFinding> findings = new ArrayList<>();
    for (String table : Shadow.tablesOf(projections)) {
      findings.add(inTransaction(next -> new Comparison(live, next, shadow.schema()).of(table)));
    }
    return findings;
  }

  void drop() throws SQLException, InterruptedException {
    inTransaction(
        connection -> {
          shadow.drop(connection);
          return true;
        });
  }

  long position() throws SQLException, InterruptedException {
    return inTransaction(connection -> Shadow.position(connection, shadow.schema()));
  }

  long livePosition() throws SQLException, InterruptedException {
    return inTransaction(connection -> Shadow.position(connection, Shadow.LIVE));
  }

  <T> T inTransaction(Work<T> work) throws SQLException, InterruptedException {
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
    }
  }
}
