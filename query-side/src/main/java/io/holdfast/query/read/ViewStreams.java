package io.holdfast.query.read;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.ViewChange;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * View streams: the rows of a scope that changed after a cursor, then each as it changes. Rows are
 * read when somebody asks for them, so a slow reader gets the newest state and keeps nothing
 * waiting. Readers of the same rows at the same cursor share one query. Thread-safe.
 */
public final class ViewStreams {
  private final Reader reader;
  private final WakeHub hub;
  private final Clock clock;
  private final ConcurrentMap<Look, Mono<? extends List<? extends Changed<?>>>> flying =
      new ConcurrentHashMap<>();

  /**
   * One look for changes. The generation stands in it so that nobody joins a look that began before
   * the wake that brought him.
   */
  record Look(Listing<?> listing, Filter filter, long after, int atLeast, long generation) {}

  public ViewStreams(Reader reader, WakeHub hub, Clock clock) {
    this.reader = reader;
    this.hub = hub;
    this.clock = clock;
  }

  /**
   * @throws Rejection CURSOR_MALFORMED
   */
  public Flux<ViewChange> watch(Listing<?> listing, Filter filter, long after) {
    if (after < 0) {
      return Flux.error(
          new Rejection(ErrorCode.CURSOR_MALFORMED, "A stream's cursor is 0 or one it gave."));
    }
    return Flux.create(sink -> new ViewStream(this, listing, filter, after, sink).open());
  }

  WakeHub hub() {
    return hub;
  }

  long nowMillis() {
    return clock.millis();
  }

  Mono<? extends List<? extends Changed<?>>> look(Look look) {
    return flying.computeIfAbsent(
        look,
        _ ->
            reader
                .changes(look.listing(), look.filter(), look.after(), look.atLeast())
                .doFinally(_ -> flying.remove(look))
                .cache());
  }
}
