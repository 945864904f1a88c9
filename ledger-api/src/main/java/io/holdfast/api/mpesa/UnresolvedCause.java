package io.holdfast.api.mpesa;

/** Why nobody knows what came of a mobile payment. */
public enum UnresolvedCause {
  /** The phone may have been asked or not: no answer came to our asking. It is never repeated. */
  NO_ANSWER,
  /** M-Pesa gave a result that we do not know. */
  UNKNOWN_CODE,
  /** M-Pesa was asked for long, and gave no result. */
  NO_RESULT
}
