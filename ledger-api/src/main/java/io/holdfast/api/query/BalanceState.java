package io.holdfast.api.query;

/** What came of the last question for a balance. */
public enum BalanceState {
  /** A node told it. */
  KNOWN,
  /** The chain has no such account yet; it is made by the first payment to it. */
  NO_ACCOUNT,
  /** A node has been asked, and has not answered yet. */
  ASKING,
  /** No node could be asked. */
  NODE_AWAY,
  /** A node was asked, and took too long. */
  TOO_SLOW,
  /** The node does not tell: it says no, or it would have to search for too long. */
  NOT_TOLD
}
