package io.holdfast.command.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates this node holds in memory, of all types, and one lock for each. Who loads an
 * aggregate holds its lock until the unit of work ends, so what stands here is never seen half
 * changed. Several aggregates in one unit of work are loaded in one order everywhere: then two
 * units never wait for each other. Who breaks that rule is thrown out after {@value
 * #LOCK_WAIT_MILLIS} ms.
 */
public final class AggregateStates implements LockFactory {
  private static final long LOCK_WAIT_MILLIS = 10_000;

  private final ConcurrentMap<String, CountedLock> locks = new ConcurrentHashMap<>();
  private final Cache<String, Object> states;

  public AggregateStates(LogProperties properties) {
    states = Caffeine.newBuilder().maximumSize(properties.cachedAggregates()).build();
  }

  public @Nullable Object get(String aggregateId) {
    return states.getIfPresent(aggregateId);
  }

  public void put(String aggregateId, Object state) {
    states.put(aggregateId, state);
  }

  public void remove(String aggregateId) {
    states.invalidate(aggregateId);
  }

  /** Waits until nobody is deciding on the aggregate, then forgets its state. */
  public void forget(String aggregateId) {
    CountedLock lock = reserve(aggregateId);
    lock.lock();
    try {
      remove(aggregateId);
    } finally {
      lock.release();
    }
  }

  @Override
  public Lock obtainLock(String aggregateId) {
    CountedLock lock = reserve(aggregateId);
    boolean held = false;
    try {
      held = lock.tryLock() || lock.tryLock(LOCK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!held) {
        giveBack(lock);
      }
    }
    if (!held) {
      throw new LockAcquisitionFailedException(
          "no lock on " + aggregateId + ": interrupted, or locks taken out of order");
    }
    return lock;
  }

  private CountedLock reserve(String aggregateId) {
    return locks.compute(
        aggregateId,
        (id, present) -> {
          CountedLock lock = present == null ? new CountedLock(id) : present;
          lock.users++;
          return lock;
        });
  }

  private void giveBack(CountedLock lock) {
    locks.computeIfPresent(
        lock.aggregateId, (id, present) -> --present.users == 0 ? null : present);
  }

  /** A lock that is dropped when nobody holds it or waits for it. */
  private final class CountedLock extends ReentrantLock implements Lock {
    private static final long serialVersionUID = 1L;

    private final String aggregateId;

    /** Guarded by the map's own lock on this key. */
    private int users;

    private CountedLock(String aggregateId) {
      this.aggregateId = aggregateId;
    }

    @Override
    public void release() {
      unlock();
      giveBack(this);
    }

    @Override
    public boolean isHeld() {
      return isHeldByCurrentThread();
    }
  }
}
