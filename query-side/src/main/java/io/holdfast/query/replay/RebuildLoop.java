package io.holdfast.query.replay;

import io.holdfast.api.error.Defect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for replays of the read model and does them, on a virtual thread of its own and on one node
 * at a time, by an advisory lock that is held while there is something to do. What fails is tried
 * again; an event that cannot be folded ends the replay, for it would fail again.
 */
public final class RebuildLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildLoop.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final long LOCK = 0x7265_6275_696c_64L;

  private final DataSource source;
  private final RebuildOrders orders;
  private final Rebuild rebuild;
  private volatile @Nullable Thread thread;
  private volatile CountDownLatch stopping = new CountDownLatch(1);

  RebuildLoop(DataSource source, RebuildOrders orders, Rebuild rebuild) {
    this.source = source;
    this.orders = orders;
    this.rebuild = rebuild;
  }

  @Override
  public void start() {
    if (thread == null) {
      stopping = new CountDownLatch(1);
      Thread starting = Thread.ofVirtual().name("views-rebuild").unstarted(this::run);
      thread = starting;
      starting.start();
    }
  }

  /** Breaks off what is at hand, which harms nothing: it goes on where it stood. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    stopping.countDown();
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Last to start and first to stop: the command handlers must be there. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = turn();
      }
    } catch (InterruptedException e) {
      LOG.debug("broken off while it stopped");
      Thread.currentThread().interrupt();
    }
  }

  private Duration turn() throws InterruptedException {
    try {
      if (orders.next().isPresent()) {
        alone();
      }
      return LOOK;
    } catch (SQLException | RuntimeException e) {
      if (stopping.getCount() > 0) {
        LOG.warn("the views are not rebuilt, again in {} s", PAUSE.toSeconds(), e);
      }
      return PAUSE;
    }
  }

  /** Looks again under the lock: another node may just have ended it. */
  private void alone() throws SQLException, InterruptedException {
    try (Connection connection = source.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return;
      }
      try {
        Optional<RebuildOrder> order = orders.next();
        if (order.isPresent()) {
          work(order.get());
        }
      } finally {
        ask(connection, "select pg_advisory_unlock(?)");
      }
    }
  }

  private void work(RebuildOrder order) throws SQLException, InterruptedException {
    try {
      rebuild.run(order);
    } catch (Defect e) {
      LOG.error("{}: the log cannot be folded", order.replayId(), e);
      rebuild.failed(order, "An event cannot be folded; the program's log names it.");
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
