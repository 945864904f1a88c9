package io.holdfast.gateway.stream;

import java.util.concurrent.Semaphore;

/** Counts the connections of a door, so that they stay below its limit. Thread-safe. */
final class Connections {
  private final Semaphore free;

  Connections(int max) {
    this.free = new Semaphore(max);
  }

  boolean tryEnter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }
}
