package io.holdfast.query.withdrawal;

import io.holdfast.api.query.Find.FindWithdrawals;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchWithdrawals;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about withdrawals. */
public final class WithdrawalQueries {
  private static final Listing<WithdrawalView> LISTING =
      new Listing<>(
          WithdrawalFold.KIND,
          "withdrawal",
          "t.*",
          "created_index",
          List.of("withdrawal_id"),
          WithdrawalRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public WithdrawalQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<WithdrawalView>> find(FindWithdrawals query) {
    Filter filter =
        Filter.in(query.scope())
            .and("withdrawal_id", query.withdrawalId())
            .and("state", query.state());
    return finder.find(LISTING, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchWithdrawals query) {
    return streams.watch(LISTING, Filter.in(query.scope()), query.after());
  }
}
