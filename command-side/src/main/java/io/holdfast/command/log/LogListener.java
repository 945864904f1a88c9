package io.holdfast.command.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of what any node appends (NOTIFY is sent with the commit) and tells the tail. Should the
 * connection be lost it asks for the head once it has a new one, so nothing is missed.
 */
public final class LogListener implements AutoCloseable {
  private static final Executor SAME_THREAD = Runnable::run;
  private static final long ASK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int NAP_MILLIS = 100;
  private static final int ANSWER_MILLIS = 5_000;

  private final DataSource source;
  private final LogTail tail;
  private final Thread thread;
  private volatile boolean closed;

  public LogListener(DataSource source, LogTail tail) {
    this.source = source;
    this.tail = tail;
    thread = Thread.ofPlatform().daemon().name("holdfast-log-listener").unstarted(this::run);
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = source.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        if (!closed) {
          EventLog.LOGGER.warn("listening for other nodes' appends: {}", e.getMessage());
          LockSupport.parkNanos(ASK_AFTER_NANOS);
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(SAME_THREAD, ANSWER_MILLIS);
      statement.execute("LISTEN holdfast_log");
      PGConnection pg = connection.unwrap(PGConnection.class);
      while (!closed) {
        askForHead(statement);
        drain(pg);
      }
      statement.execute("UNLISTEN holdfast_log");
    }
  }

  /** Now and then, so that a connection that died in silence is noticed. */
  private void askForHead(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT max(log_index) FROM log.event")) {
      row.next();
      tail.reaches(row.getLong(1));
    }
  }

  /** Wakes up often, so that closing need not wait for a notification. */
  private void drain(PGConnection pg) throws SQLException {
    long began = System.nanoTime();
    while (!closed && System.nanoTime() - began < ASK_AFTER_NANOS) {
      PGNotification[] news = pg.getNotifications(NAP_MILLIS);
      if (news != null && news.length > 0) {
        tail.reaches(Long.parseLong(news[news.length - 1].getParameter()));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(2 * ASK_AFTER_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
