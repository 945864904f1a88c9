package io.holdfast.query.deposit;

import io.holdfast.api.Event;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositFinalized;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositReplaced;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositState;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.query.DepositView;
import io.holdfast.query.fold.Accounts;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Inbound payments. An orphaned deposit stands outside any block until it is mined again; what a
 * reversal could not take back is named in the detail.
 */
public final class DepositFold implements Fold {
  public static final String KIND = "deposit";

  private final Rows<Stored<DepositView>> deposits;
  private final Accounts accounts;

  public DepositFold(String schema, Accounts accounts) {
    deposits = new Rows<>(DepositRows.TABLE, schema);
    this.accounts = accounts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof PaymentEvent of) {
      deposits.want(of.streamId());
    }
    if (event instanceof DepositDetected e) {
      accounts.want(e.accountId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    deposits.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof PaymentEvent event) {
      apply(event, logged);
    }
  }

  private void apply(PaymentEvent event, LoggedEvent logged) {
    long index = logged.index();
    switch (event) {
      case DepositDetected e -> detected(e, logged);
      case DepositConfirmed e -> change(logged, view -> DepositSteps.confirmed(view, e, index));
      case DepositCredited _ ->
          change(logged, view -> DepositSteps.in(DepositState.CREDITED, view, null, index));
      case DepositFinalized _ ->
          change(logged, view -> DepositSteps.in(DepositState.FINAL, view, view.detail(), index));
      case DepositOrphaned _ -> change(logged, view -> orphaned(view, view.detail(), index));
      case DepositReversed e -> change(logged, view -> orphaned(view, shortfall(e), index));
      case DepositReplaced e ->
          change(
              logged,
              view ->
                  DepositSteps.outOfBlock(
                      DepositState.REPLACED, view, "replaced by " + e.byTransaction(), index));
      case DepositSuspended e ->
          change(logged, view -> DepositSteps.in(DepositState.SUSPENSE, view, e.reason(), index));
    }
  }

  private void detected(DepositDetected e, LoggedEvent logged) {
    String owner = accounts.ownerOf(e.accountId());
    Stored.begin(deposits, e.depositId(), DepositSteps.detected(e, owner, logged.index()));
  }

  private static DepositView orphaned(DepositView view, @Nullable String detail, long index) {
    return DepositSteps.outOfBlock(DepositState.ORPHANED, view, detail, index);
  }

  private static @Nullable String shortfall(DepositReversed e) {
    return e.shortfall().equals("0") ? null : "already spent: " + e.shortfall();
  }

  private void change(LoggedEvent logged, Function<DepositView, DepositView> step) {
    Stored.change(deposits, logged.event().streamId(), logged, step);
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return deposits.flush(connection);
  }
}
