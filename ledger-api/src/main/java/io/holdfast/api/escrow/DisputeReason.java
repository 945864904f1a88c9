package io.holdfast.api.escrow;

/** Why one side complains. What there is to say stands in the evidence. */
public enum DisputeReason {
  NOT_RECEIVED,
  NOT_AS_DESCRIBED,
  DAMAGED,
  COUNTERFEIT,
  /** The buyer has it and does not say so. */
  NOT_CONFIRMED,
  OTHER
}
