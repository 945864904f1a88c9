package io.holdfast.api.error;

/**
 * Every reason for which Holdfast refuses something. The name is public and stable: clients switch
 * on it, so a code is never renamed and never given another meaning.
 */
public enum ErrorCode {
  // the shape of what was asked
  MALFORMED_REQUEST(Kind.INVALID),
  MALFORMED_ID(Kind.INVALID),
  UNKNOWN_ASSET(Kind.INVALID),
  UNKNOWN_RAIL(Kind.INVALID),
  AMOUNT_MALFORMED(Kind.INVALID),
  AMOUNT_NOT_POSITIVE(Kind.INVALID),
  AMOUNT_TOO_PRECISE(Kind.INVALID),
  AMOUNT_TOO_LARGE(Kind.INVALID),
  ENTRY_UNBALANCED(Kind.INVALID),
  ENTRY_TOO_LARGE(Kind.INVALID),
  ADDRESS_MALFORMED(Kind.INVALID),
  ADDRESS_WRONG_NETWORK(Kind.INVALID),
  CURSOR_MALFORMED(Kind.INVALID),
  IDEMPOTENCY_KEY_MISSING(Kind.INVALID),
  // the ledger said no
  ADDRESS_IS_OURS(Kind.REFUSED),
  INSUFFICIENT_FUNDS(Kind.REFUSED),
  LIMIT_PER_WITHDRAWAL_EXCEEDED(Kind.REFUSED),
  LIMIT_PER_DAY_EXCEEDED(Kind.REFUSED),
  DESTINATION_NOT_ALLOWED(Kind.REFUSED),
  TOO_MANY_DESTINATIONS(Kind.REFUSED),
  TOO_MANY_HOLDS(Kind.REFUSED),
  TOO_MANY_WALLETS(Kind.REFUSED),
  LAST_WAY_IN(Kind.REFUSED),
  BELOW_MINIMUM(Kind.REFUSED),
  RAIL_NOT_COMPARED(Kind.REFUSED),
  BLOCK_BELOW_START(Kind.REFUSED),
  BLOCK_ABOVE_CURSOR(Kind.REFUSED),
  BLOCK_IN_GAP(Kind.REFUSED),
  IDEMPOTENCY_KEY_REUSED(Kind.REFUSED),
  // another state than the one that was hoped for
  ALREADY_EXISTS_DIFFERENT(Kind.CONFLICT),
  WRONG_STATE(Kind.CONFLICT),
  ALREADY_DECIDED(Kind.CONFLICT),
  CONCURRENT_CHANGE(Kind.CONFLICT),
  REQUEST_IN_PROGRESS(Kind.CONFLICT),
  REPLAY_RUNNING(Kind.CONFLICT),
  EMAIL_TAKEN(Kind.CONFLICT),
  WALLET_TAKEN(Kind.CONFLICT),
  // who may
  NOT_SIGNED_IN(Kind.UNAUTHENTICATED),
  WRONG_CREDENTIALS(Kind.UNAUTHENTICATED),
  FORBIDDEN(Kind.FORBIDDEN),
  APPROVER_IS_REQUESTER(Kind.FORBIDDEN),
  // what
  NOT_FOUND(Kind.NOT_FOUND),
  METHOD_NOT_ALLOWED(Kind.METHOD_NOT_ALLOWED),
  UNSUPPORTED_MEDIA_TYPE(Kind.UNSUPPORTED_MEDIA_TYPE),
  BODY_TOO_LARGE(Kind.TOO_LARGE),
  TOO_MANY_REQUESTS(Kind.TOO_MANY),
  // the world failed: a retry with the same Idempotency-Key is safe
  INDEX_NOT_REACHED(Kind.UNAVAILABLE),
  RAIL_UNAVAILABLE(Kind.UNAVAILABLE),
  LOG_UNAVAILABLE(Kind.UNAVAILABLE),
  OUTCOME_UNKNOWN(Kind.UNAVAILABLE),
  // we were wrong
  DEFECT(Kind.DEFECT);

  /** What a refusal means to the one who asked; each door maps it to its own protocol's status. */
  public enum Kind {
    INVALID,
    REFUSED,
    CONFLICT,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    UNSUPPORTED_MEDIA_TYPE,
    TOO_LARGE,
    TOO_MANY,
    UNAVAILABLE,
    DEFECT
  }

  private final Kind kind;

  ErrorCode(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
