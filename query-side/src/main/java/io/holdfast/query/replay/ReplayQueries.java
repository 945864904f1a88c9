package io.holdfast.query.replay;

import io.holdfast.api.query.Find.FindReplays;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ReplayView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchReplays;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about replays. */
public final class ReplayQueries {
  private static final Listing<ReplayView> LISTING =
      new Listing<>(
          ReplayFold.KIND,
          "replay",
          "t.*",
          "created_index",
          List.of("replay_id"),
          ReplayRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public ReplayQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<ReplayView>> find(FindReplays query) {
    Filter filter = Filter.in(query.scope()).and("replay_id", query.replayId());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchReplays query) {
    return streams.watch(LISTING, Filter.in(query.scope()), query.after());
  }
}
