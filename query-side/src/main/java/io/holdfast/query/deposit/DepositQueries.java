package io.holdfast.query.deposit;

import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.Find.FindDeposits;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchDeposits;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about inbound payments. */
public final class DepositQueries {
  private static final Listing<DepositView> LISTING =
      new Listing<>(
          DepositFold.KIND,
          "deposit",
          "t.*",
          "created_index",
          List.of("deposit_id"),
          DepositRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public DepositQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<DepositView>> find(FindDeposits query) {
    Filter filter =
        Filter.in(query.scope())
            .and("deposit_id", query.depositId())
            .and("request_id", query.requestId());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchDeposits query) {
    return streams.watch(
        LISTING, Filter.in(query.scope()).and("request_id", query.requestId()), query.after());
  }
}
