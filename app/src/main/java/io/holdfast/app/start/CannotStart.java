package io.holdfast.app.start;

import org.jspecify.annotations.Nullable;

/**
 * A reason not to start that a person can do something about: a sentence that says what is wrong,
 * and one that says what to do.
 */
public final class CannotStart extends RuntimeException {
  private final String remedy;

  public CannotStart(String message, String remedy) {
    this(message, remedy, null);
  }

  public CannotStart(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
