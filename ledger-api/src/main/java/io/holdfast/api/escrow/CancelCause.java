package io.holdfast.api.escrow;

/** Why an order was cancelled. */
public enum CancelCause {
  BUYER,
  SELLER,
  /** One asked and the other agreed, after it was shipped. */
  BOTH,
  /** The seller did not ship in time. */
  NOT_SHIPPED,
  /** The contract says so. */
  CONTRACT
}
