package io.holdfast.api.replay;

/**
 * What of the read model may be named in a replay. All of it is folded together, for one feature
 * leans on another; a name says what is exchanged in the end.
 */
public enum Projection {
  ACCOUNTS,
  JOURNAL,
  DEPOSITS,
  WITHDRAWALS,
  POLICIES,
  RAILS,
  RECONCILIATION,
  PARKED,
  REPLAYS,
  PEOPLE,
  SESSIONS,
  ORDERS,
  PRODUCTS
}
