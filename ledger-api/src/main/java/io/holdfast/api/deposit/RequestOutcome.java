package io.holdfast.api.deposit;

/** How far a deposit request was met by what was credited to its address. */
public enum RequestOutcome {
  /** Nothing yet, or no amount was agreed. */
  OPEN,
  /** Less than the amount agreed. */
  PARTIAL,
  /** Exactly the amount agreed. */
  PAID,
  /** More than the amount agreed. */
  EXCESS,
  /** Time ran out before the amount agreed had come. */
  EXPIRED,
  /** Paid after the time had run out; credited all the same, for the money is the customer's. */
  LATE
}
