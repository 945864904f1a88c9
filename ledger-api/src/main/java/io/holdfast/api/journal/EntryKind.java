package io.holdfast.api.journal;

/** Why value moved. */
public enum EntryKind {
  TRANSFER,
  DEPOSIT,
  DEPOSIT_REVERSAL,
  WITHDRAWAL,
  MINT,
  /** Into an order's pot, or out of it. */
  ESCROW
}
