package io.holdfast.query.account;

import io.holdfast.api.query.FindLedgerTotals;
import io.holdfast.api.query.LedgerTotals;
import io.holdfast.api.query.LedgerTotals.Total;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Reader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;

/**
 * Sums over all balances, and over what was made. Every balance is read: a question for staff, and
 * not for every page.
 */
public final class TotalsQueries {
  private final Reader reader;
  private final String sql;

  public TotalsQueries(Reader reader, String schema) {
    this.reader = reader;
    this.sql = sums(schema);
  }

  @QueryHandler
  public CompletableFuture<LedgerTotals> find(FindLedgerTotals query) {
    return reader.rows(sql, TotalsQueries::sum).map(TotalsQueries::totals).toFuture();
  }

  private static String sums(String schema) {
    return """
    select p.log_index as reflected_index, s.* from %1$s.progress p left join lateral (
      select asset, case when account_id like 'boundary:%%' then account_id else 'accounts' end as what,
        sum(posted) as posted, sum(held) as held
      from %1$s.balance group by 1, 2
      union all
      select asset, 'minted', sum(amount), 0 from %1$s.withdrawal
      where state = 'SETTLED' and destination = 'mint' group by 1) s on true
    order by s.asset, s.what"""
        .formatted(schema);
  }

  /** One sum; empty where there is no balance at all and only the index was told. */
  private record Sum(long logIndex, Optional<Total> total) {}

  private static Sum sum(Columns row) {
    return new Sum(
        row.number("reflected_index"),
        Optional.ofNullable(row.textOrNull("asset"))
            .map(
                asset ->
                    new Total(asset, row.text("what"), row.amount("posted"), row.amount("held"))));
  }

  private static LedgerTotals totals(List<Sum> sums) {
    return new LedgerTotals(
        sums.stream().map(Sum::total).flatMap(Optional::stream).toList(),
        Objects.requireNonNull(sums.getFirst(), "progress has a row").logIndex());
  }
}
