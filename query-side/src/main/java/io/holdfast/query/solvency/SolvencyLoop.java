package io.holdfast.query.solvency;

import io.holdfast.api.error.Defect;
import io.holdfast.api.solvency.RequestSolvencyReport;
import io.holdfast.api.solvency.SolvencyCommand;
import io.holdfast.api.solvency.SolvencyReportId;
import io.holdfast.query.solvency.SolvencyReports.Open;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the reports that were asked for, and asks for one itself where it is time, on a virtual
 * thread of its own and on one node at a time. What fails is tried again.
 */
public final class SolvencyLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SolvencyLoop.class);
  private static final String CALENDAR = "system:calendar";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(60);
  private static final long LOCK = 0x736f_6c76_656e_6379L;

  private final DataSource source;
  private final SolvencyReports reports;
  private final SolvencyReporter reporter;
  private final Consumer<SolvencyCommand> ledger;
  private final SolvencySettings settings;
  private final Clock clock;
  private volatile @Nullable Thread thread;
  private volatile CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable SolvencyReportId asked;

  SolvencyLoop(
      DataSource source,
      SolvencyReports reports,
      SolvencyReporter reporter,
      Consumer<SolvencyCommand> ledger,
      SolvencySettings settings,
      Clock clock) {
    this.source = source;
    this.reports = reports;
    this.reporter = reporter;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (thread == null) {
      stopping = new CountDownLatch(1);
      Thread starting = Thread.ofVirtual().name("solvency").unstarted(this::run);
      thread = starting;
      starting.start();
    }
  }

  /** Breaks off what is at hand, which harms nothing: it is begun again. */
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

  private Duration turn() {
    try {
      askWhereItIsTime();
      if (reports.next().isPresent()) {
        alone();
      }
      return LOOK;
    } catch (Defect e) {
      LOG.error("the ledger's solvency cannot be proven", e);
      return PAUSE;
    } catch (SQLException | RuntimeException e) {
      if (stopping.getCount() > 0) {
        LOG.warn("no report of solvency is made, again in {} s", PAUSE.toSeconds(), e);
      }
      return PAUSE;
    }
  }

  /** By an id that is the same on every node, so that one is made however many ask. */
  private void askWhereItIsTime() {
    if (settings.every().isZero()) {
      return;
    }
    long slot = clock.millis() / settings.every().toMillis() * settings.every().toMillis();
    SolvencyReportId due =
        new SolvencyReportId(SolvencyReportId.PREFIX + Instant.ofEpochMilli(slot));
    if (!due.equals(asked)) {
      ledger.accept(new RequestSolvencyReport(due, CALENDAR));
      asked = due;
    }
  }

  /** Looks again under the lock: another node may just have made it. */
  private void alone() throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return;
      }
      try {
        Optional<Open> open = reports.next();
        if (open.isPresent()) {
          reporter.make(open.get());
          reports.prune(settings.trees());
        }
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
