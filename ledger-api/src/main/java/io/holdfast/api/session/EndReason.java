package io.holdfast.api.session;

/** Why a session is over. */
public enum EndReason {
  /** The person went out. */
  DISCONNECTED,
  /** Nothing was heard for too long, or it was as old as a session may be. */
  EXPIRED,
  /** Somebody who may do so put an end to it. */
  REVOKED,
  /** A refresh token came again that had been used: somebody else has, or had, it. */
  REUSED,
  /** The person was forgotten. */
  ERASED,
  /** The wallet's answer did not prove what was asked; a challenge is answered once. */
  NOT_PROVEN,
  /** It was asked for to link a wallet, and the wallet is linked. */
  LINKED
}
