package io.holdfast.query.replay;

import io.holdfast.api.error.Defect;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayCommand;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayId;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.BatchWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does one replay of the read model: folds the log beside the views in use, compares, exchanges.
 *
 * <p>The law: it holds folds and nothing else. No processor is reset, no process manager is called,
 * and the only commands that are ever sent are those that tell of the replay itself.
 *
 * <p>The rebuilt views never run ahead of those in use. In the transaction that exchanges them both
 * stand at the same index, so the processor's token stays as it is, and so does every cursor.
 *
 * <p>Killed anywhere, whoever comes next goes on where the shadow stands; after the exchange only
 * the end has still to be told, from what was stored with it. Used by one thread.
 */
public final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<ReplayFinding>> FINDINGS = new TypeReference<>() {};
  private static final int BATCH = 1_000;
  private static final int BATCH_INTO_BARE_TABLES = 10_000;
  private static final long TELL_EVERY_MILLIS = 1_000;

  /** So few events may be folded while readers wait. */
  private static final int MOST_BEHIND = 200;

  /** SQLSTATE of a key that is there already. */
  private static final String TWICE = "23505";

  private static final Set<String> BUSY = Set.of("55P03", "40P01");

  private final DataSource source;
  private final StreamableMessageSource<TrackedEventMessage<?>> log;
  private final RebuildOrders orders;
  private final Consumer<ReplayCommand> ledger;
  private final Clock clock;
  private final int loadBatch;
  private final BatchWriter writer = BatchWriter.beside(Shadow.NEXT);

  public Rebuild(
      DataSource source,
      StreamableMessageSource<TrackedEventMessage<?>> log,
      RebuildOrders orders,
      Consumer<ReplayCommand> ledger,
      Clock clock) {
    this(source, log, orders, ledger, clock, BATCH_INTO_BARE_TABLES);
  }

  /**
   * @param loadBatch how many events fill the empty tables in one transaction
   */
  Rebuild(
      DataSource source,
      StreamableMessageSource<TrackedEventMessage<?>> log,
      RebuildOrders orders,
      Consumer<ReplayCommand> ledger,
      Clock clock,
      int loadBatch) {
    this.source = source;
    this.log = log;
    this.orders = orders;
    this.ledger = ledger;
    this.clock = clock;
    this.loadBatch = loadBatch;
  }

  public void run(RebuildOrder order) throws SQLException, InterruptedException {
    if (order.findings() != null) {
      completed(order, JSON.readValue(order.findings(), FINDINGS));
      return;
    }
    if (!fill(order)) {
      cancelled(order);
      return;
    }
    try (LogCursor cursor = new LogCursor(log, nextPosition())) {
      if (!fold(order, cursor, livePosition())) {
        cancelled(order);
        return;
      }
      List<ReplayFinding> findings = compare(order, cursor);
      while (fold(order, cursor, livePosition())) {
        if (exchange(order, cursor, findings)) {
          completed(order, findings);
          return;
        }
      }
      cancelled(order);
    }
  }

  /**
   * Fills the second read model with all but the very last events, and gives it its indexes. Where
   * it has them already, nothing is left to do here: the few events that came since are folded one
   * batch after the other, as those of the read model in use are.
   *
   * @return false where it was cancelled meanwhile
   */
  public boolean fill(RebuildOrder order) throws SQLException, InterruptedException {
    if (!inTransaction(connection -> Shadow.isOf(connection, order.replayId()))) {
      inTransaction(
          connection -> {
            Shadow.make(connection, order.replayId());
            return true;
          });
    }
    long position = nextPosition();
    LOG.info("{}: rebuilds the views from event {} on", order.replayId(), position + 1);
    if (!inTransaction(Shadow::isBare)) {
      return true;
    }
    try (LogCursor cursor = new LogCursor(log, position)) {
      if (!load(order, cursor, livePosition())) {
        return false;
      }
    }
    index();
    return true;
  }

  /**
   * As far as batches can be cut well and folded; what is behind is folded once there are indexes.
   *
   * @return false where it was cancelled meanwhile
   */
  private boolean load(RebuildOrder order, LogCursor cursor, long upToIndex)
      throws SQLException, InterruptedException {
    Telling telling = new Telling(order, upToIndex);
    try (ReadAhead batches = new ReadAhead(cursor, upToIndex, loadBatch)) {
      for (List<LoggedEvent> events = batches.next(); !events.isEmpty(); events = batches.next()) {
        List<LoggedEvent> batch = events;
        if (!inTransaction(connection -> writer.load(connection, batch))) {
          return true;
        }
        if (telling.isCancelled(batch)) {
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
            Shadow.index(connection);
            return true;
          });
    } catch (SQLException e) {
      if (TWICE.equals(e.getSQLState())) {
        throw new Defect("the log tells the same journal line twice: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Gives up what it holds. */
  void failed(RebuildOrder order, String why) throws SQLException, InterruptedException {
    end(order, ReplayOutcome.FAILED, why, List.of());
  }

  private void cancelled(RebuildOrder order) throws SQLException, InterruptedException {
    end(order, ReplayOutcome.CANCELLED, "the views in use were not touched", List.of());
  }

  private void completed(RebuildOrder order, List<ReplayFinding> findings)
      throws SQLException, InterruptedException {
    long different = findings.stream().mapToLong(ReplayFinding::different).sum();
    String detail =
        different == 0
            ? "exchanged; no row was different"
            : "exchanged; " + different + " rows were different";
    end(order, ReplayOutcome.COMPLETED, detail, findings);
  }

  private void end(
      RebuildOrder order, ReplayOutcome outcome, String detail, List<ReplayFinding> findings)
      throws SQLException, InterruptedException {
    inTransaction(
        connection -> {
          Shadow.drop(connection);
          return true;
        });
    ledger.accept(
        new EndReplayPart(
            new ReplayId(order.replayId()), ReplayPart.PROJECTIONS, outcome, detail, findings));
    orders.ended(order.replayId());
    LOG.info("{}: {}, {}", order.replayId(), outcome, detail);
  }

  private long nextPosition() throws SQLException, InterruptedException {
    return inTransaction(connection -> Shadow.position(connection, Shadow.NEXT));
  }

  private long livePosition() throws SQLException, InterruptedException {
    return inTransaction(connection -> Shadow.position(connection, Shadow.LIVE));
  }

  /**
   * @return false where it was cancelled meanwhile
   */
  private boolean fold(RebuildOrder order, LogCursor cursor, long upToIndex)
      throws SQLException, InterruptedException {
    Telling telling = new Telling(order, upToIndex);
    for (List<LoggedEvent> events = cursor.next(upToIndex, BATCH);
        !events.isEmpty();
        events = cursor.next(upToIndex, BATCH)) {
      List<LoggedEvent> batch = events;
      inTransaction(
          connection -> {
            writer.write(connection, batch);
            return true;
          });
      if (telling.isCancelled(batch)) {
        return false;
      }
    }
    return !orders.isCancelled(order.replayId());
  }

  /** Tells how far it is, now and then, and then asks whether to go on. */
  private final class Telling {
    private final RebuildOrder order;
    private final long upToIndex;
    private long toldMillis;

    Telling(RebuildOrder order, long upToIndex) {
      this.order = order;
      this.upToIndex = upToIndex;
    }

    boolean isCancelled(List<LoggedEvent> written) {
      if (clock.millis() - toldMillis < TELL_EVERY_MILLIS) {
        return false;
      }
      toldMillis = clock.millis();
      ledger.accept(
          new RecordReplayProgress(
              new ReplayId(order.replayId()),
              ReplayPart.PROJECTIONS,
              written.getLast().index(),
              upToIndex));
      return orders.isCancelled(order.replayId());
    }
  }

  /** In a snapshot of the views in use, to whose index the rebuilt ones are brought first. */
  private List<ReplayFinding> compare(RebuildOrder order, LogCursor cursor)
      throws SQLException, InterruptedException {
    try (Connection live = source.getConnection()) {
      live.setAutoCommit(false);
      live.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      live.setReadOnly(true);
      try {
        fold(order, cursor, Shadow.position(live, Shadow.LIVE));
        List<ReplayFinding> findings = new ArrayList<>();
        for (String table : Shadow.tablesOf(order.projections())) {
          findings.add(inTransaction(next -> new Comparison(live, next).of(table)));
        }
        return findings;
      } finally {
        live.rollback();
        live.setReadOnly(false);
        live.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        live.setAutoCommit(true);
      }
    }
  }

  /**
   * @return false where others were busy, or the views in use are too far ahead; nothing was
   *     changed
   */
  private boolean exchange(RebuildOrder order, LogCursor cursor, List<ReplayFinding> findings)
      throws SQLException, InterruptedException {
    List<String> tables = Shadow.tablesOf(order.projections());
    try {
      return inTransaction(
          connection -> {
            long behind =
                Shadow.position(connection, Shadow.LIVE) - Shadow.position(connection, Shadow.NEXT);
            if (behind > MOST_BEHIND) {
              return false;
            }
            Shadow.lock(connection, tables);
            exchangeLocked(connection, order, cursor, tables, findings);
            return true;
          });
    } catch (SQLException e) {
      if (e.getSQLState() == null || !BUSY.contains(e.getSQLState())) {
        throw e;
      }
      LOG.debug("{}: the views are busy, exchanges them a little later", order.replayId());
      return false;
    }
  }

  private void exchangeLocked(
      Connection connection,
      RebuildOrder order,
      LogCursor cursor,
      List<String> tables,
      List<ReplayFinding> findings)
      throws SQLException, InterruptedException {
    long live = Shadow.position(connection, Shadow.LIVE);
    List<LoggedEvent> rest = cursor.next(live, Integer.MAX_VALUE);
    if (!rest.isEmpty()) {
      writer.write(connection, rest);
    }
    Shadow.exchange(connection, tables);
    try (PreparedStatement stored =
        connection.prepareStatement("update view.rebuild set findings = ? where replay_id = ?")) {
      stored.setString(1, JSON.writeValueAsString(findings));
      stored.setString(2, order.replayId());
      stored.executeUpdate();
    }
  }

  private <T> T inTransaction(Work<T> work) throws SQLException, InterruptedException {
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

  @FunctionalInterface
  private interface Work<T> {
    T in(Connection connection) throws SQLException, InterruptedException;
  }
}
