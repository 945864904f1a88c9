package io.holdfast.api.replay;

import io.holdfast.api.Event;

/** What happened to a replay. */
public sealed interface ReplayEvent extends Event
    permits ReplayRequested,
        ReplayProgressed,
        ReplayCancellationOrdered,
        ReplayPartEnded,
        ReplayEnded {
  String replayId();

  @Override
  default String streamId() {
    return replayId();
  }
}
