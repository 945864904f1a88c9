package io.holdfast.api.escrow;

/** Why a dispute is decided as it is. */
public enum DecisionReason {
  SELLER_DELIVERED,
  SELLER_FAILED,
  ITEM_FAULTY,
  BOTH_AT_FAULT,
  FRAUD,
  /** By time: the other side did not speak. */
  NO_ANSWER,
  /** By time: no mediator decided. */
  NO_DECISION
}
