package io.holdfast.query.product;

import io.holdfast.api.query.FindShowing;
import io.holdfast.api.query.Showing;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Mono;

/**
 * Tells who shows content by naming it. Who names another's shows nothing by it: it is for who asks
 * to see that the content is of one of those who are told.
 */
public final class ShowingQueries {
  private final Finder finder;
  private final Reader reader;
  private final String sql;

  public ShowingQueries(String schema, Finder finder, Reader reader) {
    this.finder = finder;
    this.reader = reader;
    this.sql =
        """
        select seller_id as user_id from %1$s.product
        where offered and images @> array[:cid]::text[]
        union
        select buyer_id from %1$s.escrow_order
        where metadata_cid = :cid and (buyer_id = :owner or seller_id = :owner)
        limit %2$d"""
            .formatted(schema, Showing.MOST);
  }

  @QueryHandler
  public CompletableFuture<Showing> find(FindShowing query) {
    return finder.after(query.minLogIndex(), () -> read(query));
  }

  /** Who sees all needs no order to see it. */
  private Mono<Showing> read(FindShowing query) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("cid", query.cid());
    String owner = query.scope().ownerId();
    parameters.put("owner", owner == null ? "" : owner);
    return reader
        .rows(sql, parameters, row -> row.text("user_id"))
        .map(found -> new Showing(new HashSet<>(found)));
  }
}
