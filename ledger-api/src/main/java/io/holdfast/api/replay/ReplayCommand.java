package io.holdfast.api.replay;

import io.holdfast.api.Command;

/** What may be wished of a replay. */
public sealed interface ReplayCommand extends Command
    permits RequestReplay, CancelReplay, RecordReplayProgress, EndReplayPart {
  ReplayId replayId();

  @Override
  default String targetId() {
    return replayId().value();
  }
}
