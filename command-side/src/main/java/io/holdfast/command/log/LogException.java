package io.holdfast.command.log;

/** The log could not do what it must be able to do. A defect, of the program or its set-up. */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogException(String message, Throwable cause) {
    super(message, cause);
  }
}
