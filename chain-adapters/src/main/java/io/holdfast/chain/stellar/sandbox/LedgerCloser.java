package io.holdfast.chain.stellar.sandbox;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a ledger a moment after something came to wait for it, and empty ones from time to time
 * where that is asked for. A stalled node closes none. Thread-safe.
 */
public final class LedgerCloser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerCloser.class);
  private static final int LOOK_EVERY_SECONDS = 1;

  private final StellarSandbox sandbox;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-ledgers").factory());
  private final ScheduledFuture<?> series;
  private int intervalSeconds;
  private int quietSeconds;

  /**
   * @param intervalSeconds between two empty ledgers; 0: none
   */
  public LedgerCloser(StellarSandbox sandbox, int intervalSeconds) {
    this.sandbox = sandbox;
    this.intervalSeconds = intervalSeconds;
    this.series =
        thread.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * @param seconds between two empty ledgers; 0 ends it
   */
  synchronized void every(int seconds) {
    intervalSeconds = seconds;
    quietSeconds = 0;
  }

  /** A failure, as of a database that is away, must not end the series. */
  private synchronized void look() {
    try {
      quietSeconds += LOOK_EVERY_SECONDS;
      boolean due = intervalSeconds > 0 && quietSeconds >= intervalSeconds;
      if (!sandbox.stalled() && (due || sandbox.anythingWaits())) {
        sandbox.close(1);
        quietSeconds = 0;
      }
    } catch (RuntimeException e) {
      LOG.warn("the sandbox could not close a ledger; it tries again", e);
    }
  }

  @Override
  public void close() {
    series.cancel(false);
    thread.shutdownNow();
  }
}
