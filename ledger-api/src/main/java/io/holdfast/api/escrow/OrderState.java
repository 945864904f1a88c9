package io.holdfast.api.escrow;

/** Where an order stands, as everybody is told. How far a dispute is stands beside it. */
public enum OrderState {
  CREATED,
  FUNDED,
  SHIPPED,
  DELIVERED,
  DISPUTED,
  RELEASED,
  CANCELLED,
  EXPIRED,
  RESOLVED
}
