package io.holdfast.query.read;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Answers a question once, after the read model has reached the index that the asker wants to see.
 * Thread-safe.
 */
public final class Finder {
  private final Reader reader;
  private final WakeHub hub;
  private final Duration patience;

  public Finder(Reader reader, WakeHub hub, Duration patience) {
    this.reader = reader;
    this.hub = hub;
    this.patience = patience;
  }

  /**
   * @return completes exceptionally with a Rejection: CURSOR_MALFORMED, or INDEX_NOT_REACHED in
   *     time
   */
  public <V extends View> CompletableFuture<Page<V>> find(
      Listing<V> listing, Filter filter, PageRequest request, long minLogIndex) {
    return after(minLogIndex, () -> reader.page(listing, filter, request));
  }

  /**
   * Asks once the read model reflects this index.
   *
   * @return completes exceptionally with INDEX_NOT_REACHED where it does not in time
   */
  public <T> CompletableFuture<T> after(long minLogIndex, Supplier<Mono<T>> question) {
    return reached(minLogIndex).then(Mono.defer(question)).toFuture();
  }

  private Mono<Long> reached(long index) {
    return hub.position() >= index
        ? Mono.just(index)
        : hub.reached(index).timeout(patience, Mono.error(() -> notReached(index)));
  }

  private Rejection notReached(long index) {
    return new Rejection(
        ErrorCode.INDEX_NOT_REACHED,
        "The read model stands at %d and has not reached %d in time; ask again."
            .formatted(hub.position(), index));
  }
}
