package io.holdfast.api.error;

/**
 * We were wrong: something that the code holds impossible has happened. Never caught to go on; the
 * one who meets it stops, loudly. The message is for the log and may name internals.
 */
public final class Defect extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Defect(String message) {
    super(message);
  }

  public Defect(String message, Throwable cause) {
    super(message, cause);
  }
}
