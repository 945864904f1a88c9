package io.holdfast.chain.sandbox;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mines a block from time to time, so that a person who tries the sandbox need not. A stalled node
 * mines nothing. Thread-safe.
 */
final class AutoMiner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AutoMiner.class);

  private final Sandbox sandbox;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-miner").factory());
  private @Nullable ScheduledFuture<?> task;

  AutoMiner(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * @param seconds between two blocks; 0 ends it
   */
  synchronized void every(int seconds) {
    if (task != null) {
      task.cancel(false);
      task = null;
    }
    if (seconds > 0) {
      task = thread.scheduleWithFixedDelay(this::mine, seconds, seconds, TimeUnit.SECONDS);
    }
  }

  /** A failure, as of a database that is away, must not end the series. */
  private void mine() {
    try {
      if (!sandbox.stalled()) {
        sandbox.mine(1);
      }
    } catch (RuntimeException e) {
      LOG.warn("the sandbox could not mine; it tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
