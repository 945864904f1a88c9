package io.holdfast.query.policy;

import io.holdfast.api.query.FindWithdrawalPolicies;
import io.holdfast.api.query.WithdrawalPolicies;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what may go out. It is no secret: whoever withdraws is told. */
public final class PolicyQueries {
  private final Reader reader;
  private final Finder finder;
  private final String sql;

  public PolicyQueries(Reader reader, Finder finder, String schema) {
    this.reader = reader;
    this.finder = finder;
    this.sql = "select * from " + schema + ".withdrawal_policy order by asset";
  }

  @QueryHandler
  public CompletableFuture<WithdrawalPolicies> find(FindWithdrawalPolicies query) {
    return finder.after(
        query.minLogIndex(),
        () -> reader.rows(sql, PolicyFold::terms).map(WithdrawalPolicies::new));
  }
}
