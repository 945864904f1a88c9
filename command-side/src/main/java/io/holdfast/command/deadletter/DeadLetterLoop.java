package io.holdfast.command.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks after what processors put aside, on a virtual thread of its own and on one node at a time,
 * by an advisory lock that is held while there is something to do.
 */
final class DeadLetterLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLoop.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long LOCK = 0x6465_6164_6cL;

  private final DataSource source;
  private final Supplier<List<DeadLetterKeeper>> keepers;
  private volatile @Nullable Thread thread;
  private volatile CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param keepers asked once it runs, for processors come late
   */
  DeadLetterLoop(DataSource source, Supplier<List<DeadLetterKeeper>> keepers) {
    this.source = source;
    this.keepers = keepers;
  }

  @Override
  public void start() {
    if (thread == null) {
      stopping = new CountDownLatch(1);
      Thread starting = Thread.ofVirtual().name("dead-letters").unstarted(this::run);
      thread = starting;
      starting.start();
    }
  }

  /** Breaks off what is at hand, which harms nothing: it is done again. */
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

  /** Last to start and first to stop: the command handlers and processors must be there. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void run() {
    List<DeadLetterKeeper> all = keepers.get();
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        turn(all);
      }
    } catch (InterruptedException e) {
      LOG.debug("broken off while it stopped");
      Thread.currentThread().interrupt();
    }
  }

  private void turn(List<DeadLetterKeeper> all) {
    for (DeadLetterKeeper keeper : all) {
      try {
        if (keeper.hasSomething()) {
          alone(keeper);
        }
      } catch (SQLException | RuntimeException e) {
        if (stopping.getCount() > 0) {
          LOG.warn("what was put aside is not looked after, again in a second", e);
        }
      }
    }
  }

  private void alone(DeadLetterKeeper keeper) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return;
      }
      try {
        keeper.work();
      } finally {
        ask(connection, "select pg_advisory_unlock(?)");
      }
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
