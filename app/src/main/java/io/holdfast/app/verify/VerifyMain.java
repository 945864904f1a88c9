package io.holdfast.app.verify;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.app.backup.BackupConfiguration;
import io.holdfast.app.backup.Source;
import io.holdfast.app.backup.Terminal;
import io.holdfast.app.database.Database;
import io.holdfast.app.database.Migrations;
import io.holdfast.app.start.CannotStart;
import io.holdfast.command.axon.JsonSerializers;
import io.holdfast.command.log.LogReading;
import io.holdfast.query.verify.Verification;
import io.holdfast.query.verify.Verification.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * {@code ./holdfast verify}, beside a running Holdfast or where none runs. Ends with 0 where
 * everything is as the log says, with 1 where something is not or nothing could be looked at.
 */
public final class VerifyMain {
  private static final int DIFFERENT = 1;
  private static final int CONNECTIONS = 6;
  private static final long LOCK = 0x7665_7269_6679_00L;
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final PrintStream out;
  private final long startNanos;
  private long toldNanos;

  private VerifyMain(PrintStream out, long nowNanos) {
    this.out = out;
    this.startNanos = nowNanos;
    this.toldNanos = nowNanos;
  }

  public static void main(String[] arguments) {
    boolean[] good = {true};
    int refused = Terminal.attempt(() -> good[0] = verify(System.out, arguments));
    System.exit(good[0] ? refused : DIFFERENT);
  }

  /**
   * @return whether everything is as the log says
   * @throws CannotStart where it cannot be looked at
   */
  public static boolean verify(PrintStream out, String... arguments) {
    try (Source source = Source.open(BackupConfiguration.of(arguments))) {
      return new VerifyMain(out, System.nanoTime()).verify(source.database());
    } catch (IOException | SQLException e) {
      throw new CannotStart(
          "The ledger cannot be read: " + e.getMessage(), "Mend what it says and try again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Broken off.", "Nothing was changed.", e);
    }
  }

  private boolean verify(Database database) throws SQLException, InterruptedException {
    try (HikariDataSource pool = pool(database);
        Connection lock = pool.getConnection()) {
      Migrations.requireCurrent(pool);
      requireAlone(lock);
      try (LogReading log = new LogReading(pool, JsonSerializers.json(), events -> events)) {
        return tell(new Verification(pool, log, this::progress).run(), headOf(pool));
      }
    }
  }

  /** Of its own, and without a limit on how long a statement takes: some look at every event. */
  private static HikariDataSource pool(Database database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("holdfast-verify");
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  /** Until the connection closes. */
  private static void requireAlone(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new CannotStart(
              "This ledger is being verified by somebody else.", "Wait until that has ended.");
        }
      }
    }
  }

  private static long headOf(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement head =
            connection.prepareStatement("select coalesce(max(log_index), 0) from log.event");
        ResultSet row = head.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void progress(long logIndex) {
    long now = System.nanoTime();
    if (now - toldNanos >= TELL_EVERY_NANOS) {
      toldNanos = now;
      out.printf("  … event %,d%n", logIndex);
    }
  }

  private boolean tell(Report report, long head) {
    for (ReplayFinding finding : report.findings()) {
      out.printf("  %-28s %,12d checked%n", finding.subject(), finding.checked());
      if (finding.different() > 0) {
        out.printf("    WRONG: %,d, such as %s%n", finding.different(), finding.example());
      }
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    out.printf(
        "Looked at %,d of %,d events in %.1f s: each view was folded again and compared, and the"
            + " balances were added up beside them.%n",
        report.logIndex(), head, seconds);
    out.println(
        report.isGood()
            ? "Everything is as the log says."
            : "SOMETHING IS NOT AS THE LOG SAYS: see above. docs/guides/running.md tells what to do.");
    return report.isGood();
  }
}
