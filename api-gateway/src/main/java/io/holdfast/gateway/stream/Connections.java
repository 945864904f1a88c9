package io.holdfast.gateway.stream;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a door, so that they stay below its limit. Thread-safe. */
final class Connections {
  private final int max;
  private final AtomicInteger open = new AtomicInteger();

  Connections(int max) {
    this.max = max;
  }

  /** From now until it is closed, whatever closes it. One too many is counted, too. */
  void count(Channel channel) {
    open.incrementAndGet();
    channel.closeFuture().addListener(_ -> open.decrementAndGet());
  }

  /** Whether one of those that are counted has to go. */
  boolean areTooMany() {
    return open.get() > max;
  }

  boolean tryEnter() {
    return open.getAndUpdate(now -> Math.min(now + 1, max)) < max;
  }

  void leave() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }
}
