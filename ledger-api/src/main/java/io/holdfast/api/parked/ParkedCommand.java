package io.holdfast.api.parked;

import io.holdfast.api.Command;

/** What may be wished of something that was parked. */
public sealed interface ParkedCommand extends Command
    permits ParkFailure, RetryParked, DiscardParked, RecordRetryFailed, ResolveParked {
  ParkedId parkedId();

  @Override
  default String targetId() {
    return parkedId().value();
  }
}
