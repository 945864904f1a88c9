package io.holdfast.command.replay;

import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayRequested;
import java.util.Map;

/** Where a replay stands. */
public sealed interface Replay {
  Nothing NOTHING = new Nothing();

  /** Nobody asked for it. */
  record Nothing() implements Replay {}

  /**
   * Some of its parts have not ended.
   *
   * @param done how far each open part is
   * @param worst how the parts that have ended did: completed, or worse
   * @param cancelled whether an administrator wants it stopped
   */
  record Running(
      ReplayRequested request, Map<ReplayPart, Long> done, ReplayOutcome worst, boolean cancelled)
      implements Replay {
    public Running {
      done = Map.copyOf(done);
    }
  }

  /** All of it has ended. */
  record Ended(ReplayRequested request) implements Replay {}
}
