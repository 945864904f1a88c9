package io.holdfast.gateway.integration;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How a rail's cursor moved of late, from samples of its height. Blocks that are taken back and in
 * again count twice: the rail did the work. Thread-safe.
 */
final class Pace {
  private static final int SAMPLES = 13;
  private static final double MILLIS = 1_000;

  private record Sample(long atMillis, long moved) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private long height = -1;
  private long moved;
  private long movedAtMillis;

  synchronized void at(long nowMillis, long newHeight) {
    if (samples.isEmpty()) {
      movedAtMillis = nowMillis;
    } else if (newHeight != height) {
      moved += Math.abs(newHeight - height);
      movedAtMillis = nowMillis;
    }
    height = newHeight;
    samples.addLast(new Sample(nowMillis, moved));
    if (samples.size() > SAMPLES) {
      samples.removeFirst();
    }
  }

  /** Over the samples that are kept; 0 before there are two. */
  synchronized double blocksPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = (last.atMillis() - first.atMillis()) / MILLIS;
    return seconds > 0 ? (last.moved() - first.moved()) / seconds : 0;
  }

  /** For how long the cursor has not moved, as far back as it was looked at. */
  synchronized long standsForMillis(long nowMillis) {
    return samples.isEmpty() ? 0 : nowMillis - movedAtMillis;
  }
}
