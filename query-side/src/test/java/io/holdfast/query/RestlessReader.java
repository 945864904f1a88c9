package io.holdfast.query;

import io.holdfast.api.query.View;
import io.holdfast.api.query.ViewChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A client that asks for a few rows at a time, leaves when it feels like it, and comes back with
 * the cursor of the last row it saw. Like a client's, its state is the newest view of each key.
 */
final class RestlessReader implements AutoCloseable {
  private final LongFunction<Flux<ViewChange>> door;
  private final Random mood;
  private final Map<String, View> state = new HashMap<>();
  private final List<View> received = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long cursor;
  private boolean closed;
  private Visit visit;

  RestlessReader(LongFunction<Flux<ViewChange>> door, long seed) {
    this.door = door;
    this.mood = new Random(seed);
    enter();
  }

  synchronized Map<String, View> state() {
    return Map.copyOf(state);
  }

  synchronized List<View> received() {
    return List.copyOf(received);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public synchronized void close() {
    closed = true;
    visit.cancel();
  }

  private synchronized void enter() {
    if (!closed) {
      visit = new Visit(1 + mood.nextInt(3));
      door.apply(cursor).subscribe(visit);
    }
  }

  private synchronized void take(ViewChange change) {
    if (change.cursor() < cursor) {
      faults.add("cursor fell from " + cursor + " to " + change.cursor());
    }
    cursor = change.cursor();
    state.put(change.view().key(), change.view());
    received.add(change.view());
  }

  private final class Visit extends BaseSubscriber<ViewChange> {
    private int asked;

    private Visit(int asked) {
      this.asked = asked;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      request(asked);
    }

    @Override
    protected void hookOnNext(ViewChange change) {
      take(change);
      asked--;
      if (mood.nextInt(4) == 0) {
        cancel();
        enter();
      } else if (asked == 0) {
        asked = mood.nextBoolean() ? 1 : 1 + mood.nextInt(40);
        request(asked);
      }
    }

    @Override
    protected void hookOnError(Throwable failure) {
      synchronized (RestlessReader.this) {
        faults.add(failure.toString());
      }
    }
  }
}
