package io.holdfast.api.parked;

/** Where something that was parked stands. */
public enum ParkedState {
  /** It is tried again by itself, at a time that is set. */
  WAITING,
  /** The last retry failed too: a person decides. */
  HELD,
  /** It was accepted after all, or is of no concern any more. */
  RESOLVED,
  /** A person decided that it is not tried again. */
  DISCARDED
}
