package io.holdfast.query.statement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.statement.AccountAsOf;
import io.holdfast.api.statement.AccountAsOf.BalanceAsOf;
import io.holdfast.api.statement.AccountAsOf.Place;
import io.holdfast.api.statement.BalancesAsOf;
import io.holdfast.api.statement.FindBalancesAsOf;
import io.holdfast.api.statement.FindTotalsAsOf;
import io.holdfast.api.statement.TotalsAsOf;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.PageCursor;
import io.holdfast.query.read.Reader;
import io.holdfast.query.statement.Moments.Found;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers what accounts had at a moment: for each account and asset one look at the last change up
 * to an index, however many there are. Blocks: asked on a worker.
 */
public final class BalanceAsOfQueries {
  private final Reader reader;
  private final Moments moments;
  private final String schema;

  public BalanceAsOfQueries(Reader reader, Moments moments, String schema) {
    this.reader = reader;
    this.moments = moments;
    this.schema = schema;
  }

  @QueryHandler
  public CompletableFuture<BalancesAsOf> find(FindBalancesAsOf query) {
    return moments.at(query.asOf(), query.minLogIndex(), found -> balances(query, found));
  }

  private Mono<BalancesAsOf> balances(FindBalancesAsOf query, Found found) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("n", found.index());
    parameters.put("limit", query.page().limit() + 1);
    String sql = balancesSql(found, which(query, parameters));
    return reader
        .rows(sql, parameters, Row::of)
        .map(rows -> page(query.page().limit(), found, rows));
  }

  private static String which(FindBalancesAsOf query, Map<String, Object> parameters) {
    StringBuilder which = new StringBuilder();
    if (query.scope().ownerId() != null) {
      which.append("owner_id = :owner and ");
      parameters.put("owner", query.scope().ownerId());
    }
    if (query.accountId() == null) {
      which.append("listed and created_index <= :n and ");
    } else {
      which.append("account_id = :account and ");
      parameters.put("account", query.accountId());
    }
    if (query.page().after() == null) {
      return which.append("true").toString();
    }
    PageCursor after = PageCursor.decode(query.page().after(), 1);
    parameters.put("after_index", after.index());
    parameters.put("after_id", after.key().getFirst());
    return which.append("(created_index, account_id) < (:after_index, :after_id)").toString();
  }

  private String balancesSql(Found found, String which) {
    return """
        with %2$s
        select a.account_id, a.owner_id, a.created_index, b.asset, b.postings_ever,
          b.posted, b.held, b.postings, coalesce(t.amount, 0) as taken_back,
          b.log_index, b.at_millis, b.first_index, b.first_at_millis, b.last_index, b.last_at_millis
        from (
          select account_id, owner_id, created_index from %1$s.account where %3$s
          order by created_index desc, account_id desc limit :limit) a
        left join lateral (
          select b.asset, b.postings as postings_ever, b.log_index as last_index,
            c.posted, c.held, c.postings, c.log_index, c.at_millis,
            f.log_index as first_index, f.at_millis as first_at_millis,
            l.at_millis as last_at_millis
          from %1$s.balance b
          cross join lateral (
            select * from %1$s.balance_change c
            where c.account_id = b.account_id and c.asset = b.asset and c.log_index <= :n
            order by c.log_index desc limit 1) c
          cross join lateral (
            select log_index, at_millis from %1$s.balance_change f
            where f.account_id = b.account_id and f.asset = b.asset
            order by f.log_index limit 1) f
          join %1$s.balance_change l on l.account_id = b.account_id and l.asset = b.asset
            and l.log_index = b.log_index
          where b.account_id = a.account_id) b on true
        left join taken t on t.account_id = a.account_id and t.asset = b.asset
        order by a.created_index desc, a.account_id desc, b.asset"""
        .formatted(schema, TakenBack.with(schema, found.isKnownNow()), which);
  }

  /** One balance of an account, or none where it had nothing yet. */
  private record Row(
      String accountId,
      @Nullable String ownerId,
      long createdIndex,
      Optional<BalanceAsOf> balance) {
    static Row of(Columns row) {
      return new Row(
          row.text("account_id"),
          row.textOrNull("owner_id"),
          row.number("created_index"),
          Optional.ofNullable(row.textOrNull("asset")).map(asset -> balance(asset, row)));
    }

    private static BalanceAsOf balance(String asset, Columns row) {
      BigInteger takenBack = new BigInteger(row.amount("taken_back"));
      BigInteger posted = new BigInteger(row.amount("posted")).subtract(takenBack);
      BigInteger held = new BigInteger(row.amount("held"));
      return new BalanceAsOf(
          asset,
          posted.toString(),
          held.toString(),
          posted.subtract(held).toString(),
          takenBack.toString(),
          row.number("postings"),
          new Place(row.number("log_index"), row.number("at_millis")),
          new Place(row.number("first_index"), row.number("first_at_millis")),
          new Place(row.number("last_index"), row.number("last_at_millis")),
          row.number("postings_ever"));
    }
  }

  private static BalancesAsOf page(int limit, Found found, List<Row> rows) {
    List<List<Row>> accounts =
        List.copyOf(
            rows.stream()
                .collect(groupingBy(Row::accountId, LinkedHashMap::new, toList()))
                .values());
    Row last = accounts.size() > limit ? accounts.get(limit - 1).getFirst() : null;
    return new BalancesAsOf(
        found.moment(),
        accounts.stream().limit(limit).map(BalanceAsOfQueries::account).toList(),
        last == null
            ? null
            : new PageCursor(last.createdIndex(), List.of(last.accountId())).encoded(),
        found.reflectedIndex());
  }

  private static AccountAsOf account(List<Row> rows) {
    Row any = rows.getFirst();
    return new AccountAsOf(
        any.accountId(),
        any.ownerId(),
        rows.stream().map(Row::balance).flatMap(Optional::stream).toList());
  }

  @QueryHandler
  public CompletableFuture<TotalsAsOf> find(FindTotalsAsOf query) {
    return moments.at(
        query.asOf(),
        query.minLogIndex(),
        found ->
            reader
                .rows(totalsSql(found), Map.of("n", found.index()), BalanceAsOfQueries::total)
                .map(totals -> new TotalsAsOf(found.moment(), totals, found.reflectedIndex())));
  }

  private String totalsSql(Found found) {
    return """
        with %2$s
        select b.asset,
          case when b.account_id like 'boundary:%%' then b.account_id else '%3$s' end as what,
          sum(c.posted - coalesce(t.amount, 0)) as posted, sum(c.held) as held
        from %1$s.balance b
        cross join lateral (
          select posted, held from %1$s.balance_change c
          where c.account_id = b.account_id and c.asset = b.asset and c.log_index <= :n
          order by c.log_index desc limit 1) c
        left join taken t on t.account_id = b.account_id and t.asset = b.asset
        group by 1, 2 order by 1, 2"""
        .formatted(schema, TakenBack.with(schema, found.isKnownNow()), LedgerTotals.ACCOUNTS);
  }

  private static LedgerTotals.Total total(Columns row) {
    return new LedgerTotals.Total(
        row.text("asset"), row.text("what"), row.amount("posted"), row.amount("held"));
  }
}
