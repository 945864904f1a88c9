package io.holdfast.testkit.fuzz;

import java.lang.management.ManagementFactory;

/** What this JVM holds once what nobody needs is gone. */
public final class Heap {
  private static final int COLLECTIONS = 4;

  private Heap() {}

  /** The least of some looks, each after a collection: what is gone a moment later is not held. */
  public static long heldBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Math.min(least, used);
    }
    return least;
  }
}
