package io.holdfast.api.mpesa;

/** Where a mobile payment stands. */
public enum MobilePaymentState {
  /** Asked for here; M-Pesa may not have heard of it. */
  REQUESTED,
  /** M-Pesa took our asking: the phone shows it. */
  PUSHED,
  /** Nobody knows what came of it; M-Pesa is asked on. */
  UNRESOLVED,
  /** M-Pesa says that it failed. A success may follow all the same. */
  FAILED,
  /** M-Pesa told of another amount, before it counted: a person must decide. */
  DOUBTED,
  /** It is certain, and the order counted it. */
  SUCCEEDED,
  /** A person decided that it does not count. */
  REFUSED
}
