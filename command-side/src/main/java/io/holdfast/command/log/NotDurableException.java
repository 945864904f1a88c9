package io.holdfast.command.log;

/**
 * The database server is set up so that it may lose what it acknowledged. Holdfast will not run on
 * it.
 */
public final class NotDurableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotDurableException(String setting) {
    super(
        "PostgreSQL runs with "
            + setting
            + " = off: it may lose what it acknowledged. Switch it on; only tests whose data may be"
            + " lost set holdfast.log.require-durable=false.");
  }
}
