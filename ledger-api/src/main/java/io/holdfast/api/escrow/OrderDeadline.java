package io.holdfast.api.escrow;

/** What an order waits for no longer than to a moment. */
public enum OrderDeadline {
  FUNDING,
  SHIPPING,
  /** Of delivery; with notices before it. */
  CONFIRMATION,
  /** The end of the window for complaints. */
  RELEASE,
  ANSWER,
  DECISION,
  APPEAL,
  SECOND_DECISION,
  /** Nothing was heard of a contract: it must be asked. */
  CONTRACT
}
