package io.holdfast.api;

/**
 * A fact in the log. Scalars only, so that tomorrow's stricter rules still read yesterday's facts;
 * amounts are decimal digits.
 */
public interface Event {
  /** The prefixed id of the aggregate to which the fact belongs. */
  String streamId();
}
