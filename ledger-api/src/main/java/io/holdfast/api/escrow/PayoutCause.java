package io.holdfast.api.escrow;

/** Why money left a pot. */
public enum PayoutCause {
  /** More was paid than the price. */
  EXCESS,
  /** Paid when the order no longer waited for it. */
  LATE,
  EXPIRED,
  CANCELLED,
  RELEASED,
  RESOLVED
}
