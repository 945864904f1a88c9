package io.holdfast.query.parked;

import io.holdfast.api.query.Find.FindParked;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ParkedView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchParked;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about what was parked. */
public final class ParkedQueries {
  private static final Listing<ParkedView> LISTING =
      new Listing<>(
          ParkedFold.KIND,
          "parked",
          "t.*",
          "created_index",
          List.of("parked_id"),
          ParkedRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public ParkedQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<ParkedView>> find(FindParked query) {
    Filter filter =
        Filter.in(query.scope())
            .and("parked_id", query.parkedId())
            .and("source", query.source())
            .and("state", query.state());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchParked query) {
    return streams.watch(LISTING, Filter.in(query.scope()), query.after());
  }
}
