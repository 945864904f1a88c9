package io.holdfast.query.read;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Where everything that waits for the read model on this node waits. A wake is a level, not an
 * event: it raises a generation that a reader compares, so none is lost between a look and a wait.
 * Thread-safe; listeners are called on the waker's thread and must not block.
 */
public final class WakeHub {
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong everything = new AtomicLong();
  private final Map<String, AtomicLong> generations = new ConcurrentHashMap<>();
  private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();
  private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

  private record Waiter(long index, MonoSink<Long> sink) {}

  /** How far the read model is, as this node knows; it may be further. */
  public long position() {
    return position.get();
  }

  /** How many listen now, for whatever kind. */
  public int listening() {
    return listeners.values().stream().mapToInt(Set::size).sum();
  }

  /** Raised by every wake that concerns this kind. */
  long generation(String kind) {
    return everything.get() + of(kind).get();
  }

  Disposable listen(String kind, Runnable listener) {
    Set<Runnable> all = listeners.computeIfAbsent(kind, _ -> ConcurrentHashMap.newKeySet());
    all.add(listener);
    return () -> all.remove(listener);
  }

  /** Is called at every wake, whatever it concerns: the log has grown. */
  public Disposable follow(Runnable follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /** A batch was committed. */
  void wake(Wake wake) {
    wake.kinds().forEach(kind -> of(kind).incrementAndGet());
    position.accumulateAndGet(wake.index(), Math::max);
    wake.kinds().forEach(this::call);
    followers.forEach(Runnable::run);
    answerWaiters();
  }

  /**
   * The position was looked up; where it is further than the one that is known, wakes were missed.
   */
  void lookedUp(long index) {
    if (position.getAndAccumulate(index, Math::max) < index) {
      wakeEverybody();
    }
  }

  /**
   * Wakes are heard again after a time in which they were not: some were missed, whatever the
   * position tells, for a later wake may have come before this look.
   */
  void heardAgain(long index) {
    position.accumulateAndGet(index, Math::max);
    wakeEverybody();
  }

  private void wakeEverybody() {
    everything.incrementAndGet();
    listeners.keySet().forEach(this::call);
    followers.forEach(Runnable::run);
    answerWaiters();
  }

  /** Completes with the position once it is at least this index. */
  Mono<Long> reached(long index) {
    return Mono.create(
        sink -> {
          Waiter waiter = new Waiter(index, sink);
          waiters.add(waiter);
          sink.onDispose(() -> waiters.remove(waiter));
          answer(waiter);
        });
  }

  private void answerWaiters() {
    waiters.forEach(this::answer);
  }

  private void answer(Waiter waiter) {
    long now = position.get();
    if (now >= waiter.index()) {
      waiter.sink().success(now);
    }
  }

  private void call(String kind) {
    listeners.getOrDefault(kind, Set.of()).forEach(Runnable::run);
  }

  private AtomicLong of(String kind) {
    return generations.computeIfAbsent(kind, _ -> new AtomicLong());
  }
}
