package io.holdfast.api.error;

/**
 * Somebody asked for what the ledger does not do: it said no and changed nothing. The message is
 * written for the one who asked; it names no internals and no other person's data. It carries no
 * stack trace, for a refusal is an ordinary answer.
 */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public Rejection(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /** The message, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
