package io.holdfast.api.query;

import io.holdfast.api.product.Search;
import org.jspecify.annotations.Nullable;

/**
 * Questions that are answered once. Every answer is a {@link Page}, newest first; one thing is
 * asked for by its id and comes as a page with one row, or none. Sent over the query bus by class;
 * {@code minLogIndex} waits until the read model reflects that index (0 does not wait) and is
 * refused with INDEX_NOT_REACHED after the time allowed by configuration.
 */
public sealed interface Find {
  Scope scope();

  PageRequest page();

  long minLogIndex();

  /** Accounts; the pots of orders only where one is asked for by its id. */
  record FindAccounts(Scope scope, @Nullable String accountId, PageRequest page, long minLogIndex)
      implements Find {}

  record FindJournal(Scope scope, String accountId, PageRequest page, long minLogIndex)
      implements Find {}

  record FindDepositRequests(
      Scope scope, @Nullable String requestId, PageRequest page, long minLogIndex)
      implements Find {}

  record FindDeposits(
      Scope scope,
      @Nullable String depositId,
      @Nullable String requestId,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  record FindWithdrawals(
      Scope scope,
      @Nullable String withdrawalId,
      @Nullable String state,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  record FindRails(Scope scope, @Nullable String rail, PageRequest page, long minLogIndex)
      implements Find {}

  record FindReconciliations(
      Scope scope,
      @Nullable String rail,
      @Nullable String asset,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  record FindReconciliationCases(
      Scope scope,
      @Nullable String caseId,
      @Nullable String state,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  /** What was parked; only those who see everybody's rows see any. */
  record FindParked(
      Scope scope,
      @Nullable String parkedId,
      @Nullable String source,
      @Nullable String state,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  /** Replays; only those who see everybody's rows see any. */
  record FindReplays(Scope scope, @Nullable String replayId, PageRequest page, long minLogIndex)
      implements Find {}

  record FindPeople(Scope scope, @Nullable String userId, PageRequest page, long minLogIndex)
      implements Find {}

  /**
   * @param state one of {@link SessionView}'s; null for all
   */
  record FindSessions(
      Scope scope,
      @Nullable String sessionId,
      @Nullable String state,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  /**
   * Orders whose buyer or seller is in the scope.
   *
   * @param buyerId and {@code sellerId}: only those where these are the sides
   * @param disputed only those that have or had a dispute
   */
  record FindOrders(
      Scope scope,
      @Nullable String orderId,
      @Nullable String buyerId,
      @Nullable String sellerId,
      @Nullable String state,
      boolean disputed,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  /**
   * Products that are offered, and in the scope those that are withdrawn, too.
   *
   * @param offered only those that are offered
   */
  record FindProducts(
      Scope scope,
      @Nullable String productId,
      @Nullable String sellerId,
      @Nullable String category,
      @Nullable String asset,
      @Nullable Search search,
      boolean offered,
      PageRequest page,
      long minLogIndex)
      implements Find {}

  /** Authentication history. */
  record FindSignIns(Scope scope, PageRequest page, long minLogIndex) implements Find {}
}
