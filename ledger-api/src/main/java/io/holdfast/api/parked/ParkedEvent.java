package io.holdfast.api.parked;

import io.holdfast.api.Event;

/** What happened to something that failed. */
public sealed interface ParkedEvent extends Event
    permits FailureParked, ParkedRetryOrdered, ParkedRetryFailed, ParkedResolved, ParkedDiscarded {
  String parkedId();

  @Override
  default String streamId() {
    return parkedId();
  }
}
