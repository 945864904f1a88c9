package io.holdfast.api.reconciliation;

/** Where a reconciliation case stands. */
public enum CaseState {
  /** Nobody and nothing has dealt with it yet. */
  OPEN,
  /** What was missed was taken in again; the next comparison tells whether that was all. */
  REPAIRED,
  /** A person said why it is so. It still differs. */
  EXPLAINED,
  /** A later comparison agreed. */
  CLOSED
}
