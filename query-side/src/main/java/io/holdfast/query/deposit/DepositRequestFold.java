package io.holdfast.query.deposit;

import io.holdfast.api.Event;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.DepositRequestExpired;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.PaymentUncounted;
import io.holdfast.api.deposit.RequestOutcome;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.query.fold.Accounts;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;

/** Deposit requests. Every outcome is the one the event carries. */
public final class DepositRequestFold implements Fold {
  public static final String KIND = "deposit-request";

  private final Rows<Stored<DepositRequestView>> requests;
  private final Accounts accounts;

  public DepositRequestFold(String schema, Accounts accounts) {
    requests = new Rows<>(DepositRequestRows.TABLE, schema);
    this.accounts = accounts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof DepositRequestEvent of) {
      requests.want(of.streamId());
    }
    if (event instanceof DepositRequested e) {
      accounts.want(e.accountId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    requests.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof DepositRequestEvent event) {
      apply(event, logged);
    }
  }

  private void apply(DepositRequestEvent event, LoggedEvent logged) {
    switch (event) {
      case DepositRequested e -> Stored.begin(requests, e.requestId(), requested(e, logged));
      case PaymentCounted e -> met(e.requestId(), e.receivedAfter(), e.outcome(), logged);
      case PaymentUncounted e -> met(e.requestId(), e.receivedAfter(), e.outcome(), logged);
      case DepositRequestExpired e ->
          met(e.requestId(), e.receivedAfter(), RequestOutcome.EXPIRED.name(), logged);
    }
  }

  private DepositRequestView requested(DepositRequested e, LoggedEvent logged) {
    return new DepositRequestView(
        e.requestId(),
        e.accountId(),
        DepositRequestRows.orderId(e.requestId()),
        accounts.requireOwnerOf(e.accountId()),
        e.rail(),
        e.asset(),
        e.address(),
        e.expected(),
        "0",
        RequestOutcome.OPEN.name(),
        logged.atMillis(),
        e.expiresAtMillis(),
        logged.index());
  }

  private void met(String requestId, String received, String outcome, LoggedEvent logged) {
    Stored.change(
        requests,
        requestId,
        logged,
        view -> DepositRequestRows.met(view, received, outcome, logged.index()));
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return requests.flush(connection);
  }
}
