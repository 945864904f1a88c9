package io.holdfast.api.mpesa;

/** Why a mobile payment failed. A success that M-Pesa tells after it counts all the same. */
public enum MobileFailure {
  /** M-Pesa told a result code that says so for good. */
  RESULT,
  /** M-Pesa told a result code that says so, and may tell another one: a time-out of some kind. */
  FOR_NOW,
  /** M-Pesa did not take our asking, so the phone was not asked. */
  REFUSED,
  /** The phone was not asked in time: nobody waits for it any more. */
  NOT_ASKED,
  /** The phone was not asked: it was asked often enough for this buyer. */
  TOO_OFTEN,
  /** The phone cannot be read: the person is forgotten. */
  NO_PHONE
}
