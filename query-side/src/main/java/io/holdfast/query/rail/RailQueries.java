package io.holdfast.query.rail;

import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchRails;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about rails. They belong to nobody, so everybody may read them. */
public final class RailQueries {
  private static final Listing<RailView> LISTING =
      new Listing<>(RailFold.KIND, "rail", "t.*", "created_index", List.of("rail"), RailRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public RailQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<RailView>> find(FindRails query) {
    Filter filter = Filter.NONE.and("rail", query.rail());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchRails query) {
    return streams.watch(LISTING, Filter.NONE, query.after());
  }
}
