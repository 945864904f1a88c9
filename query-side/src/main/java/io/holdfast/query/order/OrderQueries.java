package io.holdfast.query.order;

import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchDisputes;
import io.holdfast.api.query.Watch.WatchOrders;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about orders. An order is its buyer's and its seller's. */
public final class OrderQueries {
  private static final String BUYER = "buyer_id";
  private static final String SELLER = "seller_id";
  private static final String DISPUTED = "disputed";

  private static final Listing<OrderView> LISTING =
      new Listing<>(
          OrderFold.KIND,
          "escrow_order",
          "t.*",
          "created_index",
          List.of("order_id"),
          OrderRows::view);

  private final Finder finder;
  private final ViewStreams streams;

  public OrderQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<OrderView>> find(FindOrders query) {
    Filter filter =
        in(query.scope())
            .and("order_id", query.orderId())
            .and(BUYER, query.buyerId())
            .and(SELLER, query.sellerId())
            .and("state", query.state());
    return finder.find(
        LISTING,
        query.disputed() ? filter.where(DISPUTED) : filter,
        query.page(),
        query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchOrders query) {
    return streams.watch(
        LISTING, in(query.scope()).and("order_id", query.orderId()), query.after());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchDisputes query) {
    return streams.watch(LISTING, in(query.scope()).where(DISPUTED), query.after());
  }

  private static Filter in(Scope scope) {
    return Filter.in(scope, BUYER, SELLER);
  }
}
