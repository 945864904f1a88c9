package io.holdfast.api.withdrawal;

/** Where a withdrawal stands. */
public enum WithdrawalState {
  AWAITING_APPROVAL,
  APPROVED,
  /** Signed bytes are stored; they, and only they, are ever sent. */
  SIGNED,
  BROADCAST,
  /** In a block, not yet final. */
  CONFIRMING,
  /** Final: the hold is captured. */
  SETTLED,
  REJECTED,
  CANCELLED,
  /** It can never be mined any more; the hold is released. */
  FAILED
}
