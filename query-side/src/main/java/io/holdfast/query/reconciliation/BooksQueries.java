package io.holdfast.query.reconciliation;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.query.Books;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.query.FindBooks;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells those who compare what the ledger says of a rail's money. One statement, hence one
 * snapshot: index, cursor, balance and what is in flight belong together.
 */
public final class BooksQueries {
  private final Finder finder;
  private final Reader reader;
  private final String sql;

  public BooksQueries(String schema, Finder finder, Reader reader) {
    this.finder = finder;
    this.reader = reader;
    this.sql = sql(schema);
  }

  private static String sql(String schema) {
    return """
        select p.log_index, coalesce(r.height, 0) as height, coalesce(r.hash, '') as hash,
          coalesce(b.posted, 0) as world, f.id, f.state, f.amount, f.depth_blocks
        from %1$s.progress p
        left join %1$s.rail r on r.rail = :rail
        left join %1$s.balance b on b.account_id = :world and b.asset = :asset
        left join lateral (
          (select deposit_id as id, state, amount, credit_depth_blocks::bigint as depth_blocks
           from %1$s.deposit
           where rail = :rail and asset = :asset and state not in ('CREDITED', 'FINAL')
             and deposit_id > :after
           order by deposit_id limit :limit)
          union all
          (select withdrawal_id, state, amount + coalesce(chain_fee, 0), finality_depth_blocks
           from %1$s.withdrawal
           where rail = :rail and asset = :asset and state in ('SIGNED', 'BROADCAST', 'CONFIRMING')
             and withdrawal_id > :after
           order by withdrawal_id limit :limit)
          order by id limit :limit
        ) f on true
        order by f.id"""
        .formatted(schema);
  }

  @QueryHandler
  public CompletableFuture<Books> find(FindBooks query) {
    return finder.after(query.minLogIndex(), () -> read(query));
  }

  private Mono<Books> read(FindBooks query) {
    Map<String, Object> parameters =
        Map.of(
            "rail",
            query.rail(),
            "asset",
            query.asset(),
            "world",
            AccountId.world(query.rail()).value(),
            "after",
            Objects.requireNonNullElse(query.after(), ""),
            "limit",
            Books.MOST_IN_FLIGHT + 1);
    return reader.rows(sql, parameters, Row::of).map(BooksQueries::books);
  }

  /** There is always a row: that of the position. */
  private static Books books(List<Row> rows) {
    Row first = rows.getFirst();
    List<InFlight> inFlight =
        rows.stream()
            .flatMap(row -> Stream.ofNullable(row.inFlight()))
            .limit(Books.MOST_IN_FLIGHT)
            .toList();
    String next = rows.size() > Books.MOST_IN_FLIGHT ? inFlight.getLast().id() : null;
    return new Books(first.logIndex(), first.height(), first.hash(), first.world(), inFlight, next);
  }

  private record Row(
      long logIndex, long height, String hash, String world, @Nullable InFlight inFlight) {
    static Row of(Columns row) {
      return new Row(
          row.number("log_index"),
          row.number("height"),
          row.text("hash"),
          row.amount("world"),
          row.textOrNull("id") == null ? null : inFlight(row));
    }

    private static InFlight inFlight(Columns row) {
      return new InFlight(
          row.text("id"),
          row.text("state"),
          row.amount("amount"),
          Math.toIntExact(row.number("depth_blocks")));
    }
  }
}
