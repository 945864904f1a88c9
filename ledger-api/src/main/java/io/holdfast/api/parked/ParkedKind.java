package io.holdfast.api.parked;

/** What failed. */
public enum ParkedKind {
  /** The ledger refused what a rail observed. */
  OBSERVATION,
  /** A processor could not handle an event; all of its sequence waits behind it. */
  DEAD_LETTER
}
