package io.holdfast.api.escrow;

/** How an order is paid. */
public enum PaymentMode {
  /** From an account of the buyer here, at once. */
  BALANCE,
  /** By transactions on a chain; each counts when it is final. */
  CHAIN,
  /** By mobile money; each payment counts when it is certain. */
  MPESA,
  /** To a contract of a chain, which keeps the money: nothing of it is in our books. */
  CONTRACT
}
