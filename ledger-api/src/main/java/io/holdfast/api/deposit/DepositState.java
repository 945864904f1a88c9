package io.holdfast.api.deposit;

/** Where an inbound payment stands. */
public enum DepositState {
  /** Seen, not in a block. */
  DETECTED,
  /** In a block, not deep enough. */
  CONFIRMING,
  /** In the customer's balance; a reorganisation can still take it back. */
  CREDITED,
  /** Past the finality depth. */
  FINAL,
  /** Its block lost its place; waiting to be mined again. */
  ORPHANED,
  /** Another transaction spent the same coins: this one will never come. */
  REPLACED,
  /** Below the rail's dust limit, or nobody's: not credited. */
  SUSPENSE
}
