package io.holdfast.query;

import io.holdfast.api.query.FindProgress;
import io.holdfast.api.query.Progress;
import io.holdfast.query.read.Reader;
import io.holdfast.query.views.ViewErrors;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How far the read model is, how far the log is, and what holds it up. The error is known to the
 * node that runs the processor; the lag to every node. Thread-safe.
 */
public final class ViewProgress {
  private final Reader reader;
  private final LongSupplier head;
  private final ViewErrors errors;

  /**
   * @param head the index of the log's last event; may block
   */
  public ViewProgress(Reader reader, LongSupplier head, ViewErrors errors) {
    this.reader = reader;
    this.head = head;
    this.errors = errors;
  }

  /** The position is read before the head, so that the lag is never less than nothing. */
  public Mono<Progress> now() {
    return reader
        .position()
        .flatMap(
            position ->
                Mono.fromCallable(head::getAsLong)
                    .subscribeOn(Schedulers.boundedElastic())
                    .map(last -> new Progress(position, Math.max(position, last), errors.last())));
  }

  @QueryHandler
  CompletableFuture<Progress> find(FindProgress query) {
    return now().toFuture();
  }
}
