package io.holdfast.chain.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one thread sleep until its time has come or somebody wakes it. A wake while it is not asleep
 * is kept. Thread-safe.
 */
public final class Pulse {
  private final Semaphore wakes = new Semaphore(0);

  public void wake() {
    wakes.release();
  }

  /** Runs what takes long on a thread of its own, and wakes whoever sleeps when it is over. */
  public void aside(Runnable work) {
    Thread.ofVirtual()
        .name("aside")
        .start(
            () -> {
              try {
                work.run();
              } finally {
                wake();
              }
            });
  }

  /** Answers whether it was woken. */
  boolean sleep(Duration longest) throws InterruptedException {
    boolean woken = wakes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    wakes.drainPermits();
    return woken;
  }
}
