package io.holdfast.query.policy;

import io.holdfast.api.Event;
import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.api.policy.WithdrawalPolicySet;
import io.holdfast.api.query.WithdrawalPolicies.Terms;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Table;
import java.sql.Connection;
import java.sql.SQLException;

/** The last policy of each asset. Each event carries the whole of it. */
public final class PolicyFold implements Fold {
  private static final Table<Terms> TABLE =
      Table.<Terms>named("withdrawal_policy")
          .key("asset", Terms::asset)
          .amount("fee", Terms::fee)
          .amount("minimum", Terms::minimum)
          .amount("max_per_withdrawal", Terms::maxPerWithdrawal)
          .amount("max_per_day", Terms::maxPerDay)
          .amount("approval_threshold", Terms::approvalThreshold)
          .number("approvals", Terms::approvals)
          .number("set_at_millis", Terms::setAtMillis)
          .number("log_index", Terms::logIndex)
          .readBy(PolicyFold::terms);

  private final Rows<Terms> policies;

  public PolicyFold(String schema) {
    policies = new Rows<>(TABLE, schema);
  }

  @Override
  public String kind() {
    return "policy";
  }

  @Override
  public void want(Event event) {
    if (event instanceof WithdrawalPolicySet set) {
      policies.want(set.asset());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    policies.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof PolicyEvent event) {
      switch (event) {
        case WithdrawalPolicySet set -> put(set, logged);
      }
    }
  }

  private void put(WithdrawalPolicySet set, LoggedEvent logged) {
    Terms before = policies.get(set.asset());
    if (before == null || before.logIndex() < logged.index()) {
      policies.put(
          new Terms(
              set.asset(),
              set.fee(),
              set.minimum(),
              set.maxPerWithdrawal(),
              set.maxPerDay(),
              set.approvalThreshold(),
              set.approvals(),
              logged.atMillis(),
              logged.index()));
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return policies.flush(connection);
  }

  static Terms terms(Columns row) {
    return new Terms(
        row.text("asset"),
        row.amount("fee"),
        row.amount("minimum"),
        row.amount("max_per_withdrawal"),
        row.amount("max_per_day"),
        row.amount("approval_threshold"),
        Math.toIntExact(row.number("approvals")),
        row.number("set_at_millis"),
        row.number("log_index"));
  }
}
