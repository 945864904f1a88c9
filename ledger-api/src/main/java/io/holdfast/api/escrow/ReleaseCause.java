package io.holdfast.api.escrow;

/** Why a seller has the price. */
public enum ReleaseCause {
  /** The buyer released it. */
  BUYER,
  /** The buyer neither confirmed nor complained in time. */
  NOT_CONFIRMED,
  /** It was delivered, and nobody complained in time. */
  WINDOW_CLOSED,
  /** The contract says so. */
  CONTRACT
}
