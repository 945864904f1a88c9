package io.holdfast.command.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is known to reach, and the newest events this node appended, so that live readers
 * need not read them back. Wakes readers as soon as events are durable, here or on another node.
 * Thread-safe.
 */
public final class LogTail {
  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition moved = mutex.newCondition();
  private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();

  /** Holds the events of the indexes (kept, last], each in the slot index modulo length. */
  private final @Nullable EventMessage<?>[] ring;

  private long kept;
  private long last;
  private long head;

  public LogTail(LogProperties properties) {
    ring = new EventMessage<?>[properties.tailEvents()];
  }

  /** This node appended these, from this index on. */
  void appended(long firstIndex, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    mutex.lock();
    try {
      if (firstIndex != last + 1) {
        kept = firstIndex - 1;
        last = kept;
      }
      for (Row row : rows) {
        last++;
        ring[slot(last)] = row.message();
      }
      kept = Math.max(kept, last - ring.length);
    } finally {
      mutex.unlock();
    }
    reaches(firstIndex + rows.size() - 1);
  }

  /** The log is known to reach this index. */
  void reaches(long index) {
    mutex.lock();
    try {
      if (index <= head) {
        return;
      }
      head = index;
      moved.signalAll();
    } finally {
      mutex.unlock();
    }
    watchers.forEach(LogTail::tell);
  }

  private static void tell(Runnable watcher) {
    try {
      watcher.run();
    } catch (RuntimeException e) {
      EventLog.LOGGER.warn("a reader of the log could not be woken; it looks by itself", e);
    }
  }

  long head() {
    mutex.lock();
    try {
      return head;
    } finally {
      mutex.unlock();
    }
  }

  /** The events after an index as far as they are kept here; empty when they must be read. */
  List<TrackedEventMessage<?>> after(long index, int limit) {
    List<TrackedEventMessage<?>> events = new ArrayList<>();
    mutex.lock();
    try {
      if (index >= kept) {
        for (long i = index + 1; i <= last && events.size() < limit; i++) {
          EventMessage<?> event = ring[slot(i)];
          if (event != null) {
            events.add(EventUtils.asTrackedEventMessage(event, new GlobalSequenceTrackingToken(i)));
          }
        }
      }
    } finally {
      mutex.unlock();
    }
    return events;
  }

  private int slot(long index) {
    return (int) (index % ring.length);
  }

  /** Waits until the log reaches beyond an index. */
  boolean awaitBeyond(long index, long timeout, TimeUnit unit) throws InterruptedException {
    long nanos = unit.toNanos(timeout);
    mutex.lockInterruptibly();
    try {
      while (head <= index && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return head > index;
    } finally {
      mutex.unlock();
    }
  }

  /** The runnable must be short: it runs on the thread that brought the news. */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }
}
