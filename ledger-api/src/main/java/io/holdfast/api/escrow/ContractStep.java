package io.holdfast.api.escrow;

/** What a contract says of an order, in the order in which it may say it. */
public enum ContractStep {
  /** Asked after the time for paying it, it has nothing of the order: that ends it. */
  NOTHING,
  FUNDED,
  SHIPPED,
  DELIVERED,
  DISPUTED,
  /** It has paid the shares; none to anybody where nothing was paid in. */
  PAID_OUT
}
