package io.holdfast.query.follow;

/** The log contradicts what was made of it. The message says how, without anything of an event. */
public class FollowerStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FollowerStopped(String message) {
    super(message);
  }
}
