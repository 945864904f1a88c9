package io.holdfast.query.deposit;

import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.Find.FindDepositRequests;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchDepositRequests;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about deposit requests. */
public final class DepositRequestQueries {
  private static final Listing<DepositRequestView> LISTING =
      new Listing<>(
          DepositRequestFold.KIND,
          "deposit_request",
          "t.*",
          "created_index",
          List.of("request_id"),
          DepositRequestRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public DepositRequestQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<DepositRequestView>> find(FindDepositRequests query) {
    Filter filter = Filter.in(query.scope()).and("request_id", query.requestId());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchDepositRequests query) {
    return streams.watch(LISTING, Filter.in(query.scope()), query.after());
  }
}
