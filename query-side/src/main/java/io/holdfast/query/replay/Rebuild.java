package io.holdfast.query.replay;

import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayCommand;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayId;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.query.fold.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
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
  private static final String NEXT = "view_next";
  private static final int BATCH_INTO_BARE_TABLES = 10_000;
  private static final long TELL_EVERY_MILLIS = 1_000;

  /** So few events may be folded while readers wait. */
  private static final int MOST_BEHIND = 200;

  private static final Set<String> BUSY = Set.of("55P03", "40P01");

  private final RebuildOrders orders;
  private final Consumer<ReplayCommand> ledger;
  private final Clock clock;
  private final ShadowViews views;

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
    this.orders = orders;
    this.ledger = ledger;
    this.clock = clock;
    this.views = new ShadowViews(source, log, NEXT, loadBatch);
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
    try (LogCursor cursor = views.cursor()) {
      if (!fold(order, cursor)) {
        cancelled(order);
        return;
      }
      List<ReplayFinding> findings = compare(order, cursor);
      while (fold(order, cursor)) {
        if (exchange(order, cursor, findings)) {
          completed(order, findings);
          return;
        }
      }
      cancelled(order);
    }
  }

  /**
   * Fills the second read model with all but the very last events.
   *
   * @return false where it was cancelled meanwhile
   */
  public boolean fill(RebuildOrder order) throws SQLException, InterruptedException {
    return views.fill(order.replayId(), new Telling(order, views.livePosition()));
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
    views.drop();
    ledger.accept(
        new EndReplayPart(
            new ReplayId(order.replayId()), ReplayPart.PROJECTIONS, outcome, detail, findings));
    orders.ended(order.replayId());
    LOG.info("{}: {}, {}", order.replayId(), outcome, detail);
  }

  /**
   * Up to where the views in use stand.
   *
   * @return false where it was cancelled meanwhile
   */
  private boolean fold(RebuildOrder order, LogCursor cursor)
      throws SQLException, InterruptedException {
    return fold(order, cursor, views.livePosition()) && !orders.isCancelled(order.replayId());
  }

  private boolean fold(RebuildOrder order, LogCursor cursor, long upToIndex)
      throws SQLException, InterruptedException {
    return views.fold(cursor, upToIndex, new Telling(order, upToIndex));
  }

  /** Tells how far it is, now and then, and then asks whether to go on. */
  private final class Telling implements ShadowViews.Listener {
    private final RebuildOrder order;
    private final long upToIndex;
    private long toldMillis;

    Telling(RebuildOrder order, long upToIndex) {
      this.order = order;
      this.upToIndex = upToIndex;
    }

    @Override
    public boolean written(List<LoggedEvent> events) {
      if (clock.millis() - toldMillis < TELL_EVERY_MILLIS) {
        return true;
      }
      toldMillis = clock.millis();
      ledger.accept(
          new RecordReplayProgress(
              new ReplayId(order.replayId()),
              ReplayPart.PROJECTIONS,
              events.getLast().index(),
              upToIndex));
      return !orders.isCancelled(order.replayId());
    }
  }

  /** In a snapshot of the views in use, to whose index the rebuilt ones are brought first. */
  private List<ReplayFinding> compare(RebuildOrder order, LogCursor cursor)
      throws SQLException, InterruptedException {
    return views.atOneIndex(
        live -> {
          fold(order, cursor, Shadow.position(live, Shadow.LIVE));
          return views.compare(live, order.projections());
        });
  }

  /**
   * @return false where others were busy, or the views in use are too far ahead; nothing was
   *     changed
   */
  private boolean exchange(RebuildOrder order, LogCursor cursor, List<ReplayFinding> findings)
      throws SQLException, InterruptedException {
    List<String> tables = Shadow.tablesOf(order.projections());
    try {
      return views.inTransaction(
          connection -> {
            long behind =
                Shadow.position(connection, Shadow.LIVE) - Shadow.position(connection, NEXT);
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
    views.foldIn(connection, cursor, live);
    views.shadow().exchange(connection, tables);
    try (PreparedStatement stored =
        connection.prepareStatement("update view.rebuild set findings = ? where replay_id = ?")) {
      stored.setString(1, JSON.writeValueAsString(findings));
      stored.setString(2, order.replayId());
      stored.executeUpdate();
    }
  }
}
