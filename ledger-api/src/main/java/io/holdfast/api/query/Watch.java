package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Questions whose answers go on: a view stream of {@link ViewChange}. First every row that changed
 * after the cursor (all rows where it is 0), then each row as it changes. A slow reader gets each
 * row's newest state and not the ones between; a reader that comes back with the last cursor it saw
 * misses nothing.
 */
public sealed interface Watch {
  Scope scope();

  /** The cursor of the last change that was seen, or 0. */
  long after();

  /** Without the pots of orders. */
  record WatchAccounts(Scope scope, long after) implements Watch {}

  record WatchJournal(Scope scope, String accountId, long after) implements Watch {}

  record WatchDepositRequests(Scope scope, long after) implements Watch {}

  record WatchDeposits(Scope scope, @Nullable String requestId, long after) implements Watch {}

  record WatchWithdrawals(Scope scope, long after) implements Watch {}

  /**
   * Orders whose buyer or seller is in the scope.
   *
   * @param orderId null for all
   */
  record WatchOrders(Scope scope, @Nullable String orderId, long after) implements Watch {}

  /** Orders that have or had a dispute. */
  record WatchDisputes(Scope scope, long after) implements Watch {}

  record WatchRails(Scope scope, long after) implements Watch {}

  record WatchReconciliations(Scope scope, long after) implements Watch {}

  record WatchReconciliationCases(Scope scope, long after) implements Watch {}

  record WatchParked(Scope scope, long after) implements Watch {}

  record WatchReplays(Scope scope, long after) implements Watch {}

  /**
   * The wallets of one person on their networks ({@link WalletView}), which are in no read model:
   * the door puts them together, and begins with all of them whatever the cursor.
   *
   * @param scope never everybody's
   */
  record WatchWallets(Scope scope, long after) implements Watch {}

  record WatchPeople(Scope scope, long after) implements Watch {}

  /**
   * @param state one of {@link SessionView}'s; null for all
   */
  record WatchSessions(Scope scope, @Nullable String state, long after) implements Watch {}
}
