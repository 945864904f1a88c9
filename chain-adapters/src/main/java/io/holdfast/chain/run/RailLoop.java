package io.holdfast.chain.run;

import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a rail's work on a virtual thread of its own, in one process at a time, from the start of
 * the application to its end. Nothing that fails in the work ends it: it is done again, after 1 s,
 * 2 s, and so on up to 30 s.
 */
public final class RailLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RailLoop.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final String rail;
  private final RailWork work;
  private final Pulse pulse;
  private final Duration pollInterval;
  private final LeaderLock lock;
  private volatile @Nullable Thread thread;

  public RailLoop(
      String rail, RailWork work, Pulse pulse, Duration pollInterval, DataSource source) {
    this.rail = rail;
    this.work = work;
    this.pulse = pulse;
    this.pollInterval = pollInterval;
    this.lock = new LeaderLock(source, rail);
  }

  @Override
  public void start() {
    if (thread == null) {
      Thread starting = Thread.ofVirtual().name("rail-" + rail).unstarted(this::run);
      thread = starting;
      starting.start();
    }
  }

  /**
   * Lets the piece of work at hand end; after a few seconds it is broken off, which harms nothing.
   */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    pulse.wake();
    try {
      if (!running.join(STOP_LIMIT)) {
        running.interrupt();
        running.join(STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
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

  /**
   * The whole story once; while it lasts, only that it lasts. A node that is absent, or says no,
   * has no story beyond its words.
   */
  private void report(Exception failure, int failures, Duration pause) {
    if (failures == 1 && !saysItAll(failure)) {
      LOG.warn("rail {}: failed, again in {} s", rail, pause.toSeconds(), failure);
    } else {
      LOG.warn(
          "rail {}: failed ({} in a row), again in {} s: {}",
          rail,
          failures,
          pause.toSeconds(),
          told(failure));
    }
  }

  private static boolean saysItAll(Exception failure) {
    return failure instanceof NodeUnreachable || failure instanceof RpcError;
  }

  private static @Nullable String told(Exception failure) {
    return saysItAll(failure) ? failure.getMessage() : failure.toString();
  }

  private void run() {
    int failures = 0;
    try (lock) {
      while (Thread.currentThread().equals(thread)) {
        Duration pause;
        try {
          pause = lock.held() && work.work() ? Duration.ZERO : pollInterval;
          failures = 0;
        } catch (RuntimeException | SQLException e) {
          failures++;
          pause = BACKOFF.after(failures);
          report(e, failures, pause);
        }
        if (pause.isPositive()) {
          pulse.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      LOG.info("rail {}: broken off while it stopped", rail);
      Thread.currentThread().interrupt();
    }
  }
}
