package io.holdfast.api.reconciliation;

/**
 * How the chain and our books can differ. The chain is right about money; what differs is ours to
 * explain.
 */
public enum DifferenceKind {
  /** The chain holds money of ours that the rail's facts lack: an observation was missed. */
  UNOBSERVED,
  /** The rail's facts hold money that the chain does not have. */
  MISSING,
  /** The chain and the rail's facts name different amounts. */
  AMOUNT_DIFFERS,
  /** A transaction that is none of our payments spent money of ours: theft, or a key used twice. */
  SPENT_ELSEWHERE,
  /** The rail's facts agree with the chain, and the ledger owes another sum: a defect of ours. */
  BOOKS_DIFFER
}
