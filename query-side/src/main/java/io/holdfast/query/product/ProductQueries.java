package io.holdfast.query.product;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.product.Search;
import io.holdfast.api.query.Find.FindProducts;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ProductView;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers questions about products. What is offered is everybody's to see. */
public final class ProductQueries {
  private static final String SELLER = "seller_id";
  private static final String OFFERED = "offered";

  private static final Listing<ProductView> LISTING =
      new Listing<>(
          ProductFold.KIND,
          "product",
          "t.*",
          "created_index",
          List.of("product_id"),
          ProductRows::view);

  private final Finder finder;

  public ProductQueries(Finder finder) {
    this.finder = finder;
  }

  @QueryHandler
  public CompletableFuture<Page<ProductView>> find(FindProducts query) {
    Filter filter =
        Filter.in(query.scope(), SELLER)
            .orOpen(OFFERED)
            .and("product_id", query.productId())
            .and(SELLER, query.sellerId())
            .and("category", query.category())
            .and("asset", query.asset())
            .matching(words(query.search()));
    return finder.find(
        LISTING,
        query.offered() ? filter.where(OFFERED) : filter,
        query.page(),
        query.minLogIndex());
  }

  /** Each word begins one that is there. They have letters and digits, and so no meaning here. */
  private static @Nullable String words(@Nullable Search search) {
    return search == null
        ? null
        : search.words().stream().map(word -> word + ":*").collect(joining(" & "));
  }
}
