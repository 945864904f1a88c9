package io.holdfast.api.journal;

/** Why value moved. */
public enum EntryKind {
  TRANSFER,
  DEPOSIT,
  DEPOSIT_REVERSAL,
  WITHDRAWAL,
  MINT
}
