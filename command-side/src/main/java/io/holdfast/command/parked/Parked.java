package io.holdfast.command.parked;

/** Where something that failed stands. */
public sealed interface Parked {
  /** Nothing of this id ever failed. */
  Nothing NOTHING = new Nothing();

  record Nothing() implements Parked {}

  /** It may still be tried again or discarded. */
  sealed interface Open extends Parked {
    /** How often it was tried again. */
    int attempts();
  }

  /**
   * It is tried again at a time that is set.
   *
   * @param ordered whether a person set that time
   */
  record Waiting(int attempts, boolean ordered) implements Open {}

  /** The last retry failed too: a person decides. */
  record Held(int attempts) implements Open {}

  /** It was accepted after all. The same may fail anew one day. */
  record Resolved() implements Parked {}

  /** A person decided against it, for good. */
  record Discarded(String by, String reason) implements Parked {}
}
