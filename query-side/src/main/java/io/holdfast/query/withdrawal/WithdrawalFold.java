package io.holdfast.query.withdrawal;

import io.holdfast.api.Event;
import io.holdfast.api.query.WithdrawalView;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalCancelled;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalFeeCharged;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalRejected;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.query.fold.Accounts;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Withdrawals. The signed bytes stay in the log: nobody needs them on a screen. */
public final class WithdrawalFold implements Fold {
  public static final String KIND = "withdrawal";

  private final Rows<Stored<WithdrawalView>> withdrawals;
  private final Accounts accounts;

  public WithdrawalFold(String schema, Accounts accounts) {
    withdrawals = new Rows<>(WithdrawalRows.TABLE, schema);
    this.accounts = accounts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof WithdrawalEvent of) {
      withdrawals.want(of.streamId());
    }
    if (event instanceof WithdrawalRequested e) {
      accounts.want(e.accountId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    withdrawals.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof WithdrawalEvent event) {
      apply(event, logged);
    }
  }

  private void apply(WithdrawalEvent event, LoggedEvent logged) {
    long index = logged.index();
    switch (event) {
      case WithdrawalRequested e -> requested(e, logged);
      case WithdrawalApprovalGiven e ->
          change(logged, view -> WithdrawalSteps.approvalGiven(view, e, index));
      case WithdrawalApproved _ -> to(WithdrawalState.APPROVED, logged);
      case WithdrawalRejected e -> end(WithdrawalState.REJECTED, e.reason(), logged);
      case WithdrawalCancelled e -> end(WithdrawalState.CANCELLED, "by " + e.cancelledBy(), logged);
      case WithdrawalSigned e -> change(logged, view -> WithdrawalSteps.signed(view, e, index));
      case WithdrawalBroadcast _ -> to(WithdrawalState.BROADCAST, logged);
      case WithdrawalFeeCharged e ->
          change(logged, view -> WithdrawalSteps.charged(view, e, index));
      case WithdrawalConfirmed e ->
          change(logged, view -> WithdrawalSteps.confirmed(view, e, index));
      case WithdrawalOrphaned _ -> change(logged, view -> WithdrawalSteps.orphaned(view, index));
      case WithdrawalSettled _ -> to(WithdrawalState.SETTLED, logged);
      case WithdrawalFailed e -> end(WithdrawalState.FAILED, e.reason(), logged);
    }
  }

  private void requested(WithdrawalRequested e, LoggedEvent logged) {
    String owner = accounts.requireOwnerOf(e.accountId());
    Stored.begin(
        withdrawals,
        e.withdrawalId(),
        WithdrawalSteps.requested(e, owner, logged.atMillis(), logged.index()));
  }

  private void to(WithdrawalState state, LoggedEvent logged) {
    change(logged, view -> WithdrawalSteps.in(state, view, logged.index()));
  }

  private void end(WithdrawalState state, String detail, LoggedEvent logged) {
    change(logged, view -> WithdrawalSteps.ended(state, view, detail, logged.index()));
  }

  private void change(LoggedEvent logged, Function<WithdrawalView, WithdrawalView> step) {
    Stored.change(withdrawals, logged.event().streamId(), logged, step);
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return withdrawals.flush(connection);
  }
}
