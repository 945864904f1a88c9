package io.holdfast.gateway.stream;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.Watch;
import org.jspecify.annotations.Nullable;

/** The views that can be watched, by their names on the wire. */
enum ViewName {
  ACCOUNTS("accounts"),
  JOURNAL("journal"),
  DEPOSIT_REQUESTS("deposit-requests"),
  DEPOSITS("deposits"),
  WITHDRAWALS("withdrawals"),
  ORDERS("orders"),
  DISPUTES("disputes"),
  RAILS("rails"),
  WALLETS("wallets"),
  RECONCILIATIONS("reconciliations"),
  RECONCILIATION_CASES("reconciliation-cases"),
  PARKED("parked"),
  REPLAYS("replays");

  private final String wireName;

  ViewName(String wireName) {
    this.wireName = wireName;
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  static ViewName of(@Nullable String wireName) {
    for (ViewName name : values()) {
      if (name.wireName.equals(wireName)) {
        return name;
      }
    }
    throw new Rejection(ErrorCode.NOT_FOUND, "There is no such view to watch.");
  }

  String wireName() {
    return wireName;
  }

  /**
   * @throws Rejection where the request does not fit this view
   */
  Watch watch(Scope scope, StreamRequest request) {
    long after = after(request);
    return switch (this) {
      case ACCOUNTS -> new Watch.WatchAccounts(scope, after);
      case JOURNAL ->
          new Watch.WatchJournal(scope, new AccountId(text(request.accountId())).value(), after);
      case DEPOSIT_REQUESTS -> new Watch.WatchDepositRequests(scope, after);
      case DEPOSITS -> new Watch.WatchDeposits(scope, requestId(request), after);
      case WITHDRAWALS -> new Watch.WatchWithdrawals(scope, after);
      case ORDERS -> new Watch.WatchOrders(scope, orderId(request), after);
      case DISPUTES -> new Watch.WatchDisputes(scope, after);
      case RAILS -> new Watch.WatchRails(scope, after);
      case WALLETS -> new Watch.WatchWallets(scope, after);
      case RECONCILIATIONS -> new Watch.WatchReconciliations(scope, after);
      case RECONCILIATION_CASES -> new Watch.WatchReconciliationCases(scope, after);
      case PARKED -> new Watch.WatchParked(scope, after);
      case REPLAYS -> new Watch.WatchReplays(scope, after);
    };
  }

  private static long after(StreamRequest request) {
    long after = request.after() == null ? 0 : request.after();
    if (after < 0) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "A cursor is never negative.");
    }
    return after;
  }

  private static @Nullable String requestId(StreamRequest request) {
    String requestId = request.requestId();
    return requestId == null ? null : new DepositRequestId(requestId).value();
  }

  private static @Nullable String orderId(StreamRequest request) {
    String orderId = request.orderId();
    return orderId == null ? null : new OrderId(orderId).value();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
