package io.holdfast.api.replay;

/** What is done again. Each part is done by the side that owns it. */
public enum ReplayPart {
  /** Blocks are read again from the node, and what they hold is told to the ledger again. */
  CHAIN,
  /** The views are folded again from the log, beside the ones in use, and then exchanged. */
  PROJECTIONS
}
