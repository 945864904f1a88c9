package io.holdfast.query.follow;

import io.holdfast.query.follow.Follower.Followed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets one follower run behind the log, on a virtual thread of its own and on one node at a time.
 * It is woken when there is news and looks by itself now and then; it is never on the way of an
 * append. What fails is tried again; where the log contradicts what was made of it, the follower
 * stands still and says so until that is mended. Thread-safe.
 */
public final class FollowLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FollowLoop.class);

  /** So much news is gathered for one batch: a small one costs as much as a large one. */
  private static final Duration GATHER = Duration.ofMillis(100);

  private final DataSource source;
  private final Follower follower;
  private final Duration look;
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable Thread thread;
  private volatile @Nullable Followed reached;
  private volatile @Nullable String trouble;

  /**
   * @param look how often it looks where nobody wakes it
   */
  public FollowLoop(DataSource source, Follower follower, Duration look) {
    this.source = source;
    this.follower = follower;
    this.look = look;
  }

  /** How far it is, as this node saw it last; nothing before its first look. */
  public Optional<Followed> reached() {
    return Optional.ofNullable(reached);
  }

  /** Why it does not get on, for people; null while it does. */
  public @Nullable String trouble() {
    return trouble;
  }

  public String name() {
    return follower.name();
  }

  /** There may be news. Never blocks. */
  public void wake() {
    news.release();
  }

  /**
   * Follows until it has reached the log's end, now and on the caller's thread; waits while another
   * node does it.
   *
   * @throws FollowerStopped where the log contradicts what was made of it
   */
  public void catchUp() throws SQLException {
    while (step(true)) {
      LOG.debug("{}: more to come", follower.name());
    }
  }

  @Override
  public void start() {
    if (thread == null) {
      Thread starting = Thread.ofVirtual().name("follow-" + follower.name()).unstarted(this::run);
      thread = starting;
      starting.start();
    }
  }

  /** Breaks off what is at hand, which harms nothing: it goes on where it stood. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
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

  private void run() {
    try {
      while (isRunning()) {
        if (!turn()) {
          await();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: broken off while it stopped", follower.name());
      Thread.currentThread().interrupt();
    }
  }

  private void await() throws InterruptedException {
    if (news.tryAcquire(look.toMillis(), TimeUnit.MILLISECONDS)) {
      Thread.sleep(GATHER);
      news.drainPermits();
    }
  }

  /**
   * @return whether there is more to do at once
   */
  private boolean turn() {
    try {
      return step(false);
    } catch (FollowerStopped e) {
      LOG.debug("{}: stands still", follower.name());
      return false;
    } catch (SQLException | RuntimeException e) {
      if (isRunning()) {
        failed("it cannot be read or written now: " + e.getClass().getSimpleName(), e);
      }
      return false;
    }
  }

  private boolean step(boolean wait) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean ours = locked(connection, wait);
        Followed now = ours ? follower.follow(connection) : follower.look(connection);
        connection.commit();
        done(now);
        return ours && now.more();
      } catch (FollowerStopped e) {
        failed(String.valueOf(e.getMessage()), e);
        throw e;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private void done(Followed now) {
    reached = now;
    if (trouble != null) {
      trouble = null;
      LOG.info("{}: gets on again", follower.name());
    }
  }

  /** Told once for each reason, not for each try. */
  private void failed(String why, Exception cause) {
    if (!why.equals(trouble)) {
      LOG.error("{}: does not get on, {}", follower.name(), why, cause);
    }
    trouble = why;
  }

  private boolean locked(Connection connection, boolean wait) throws SQLException {
    String sql =
        wait
            ? "select true from (select pg_advisory_xact_lock(?)) locked"
            : "select pg_try_advisory_xact_lock(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, follower.lock());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
