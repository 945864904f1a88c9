package io.holdfast.api.replay;

/** A part has come so far. Quiet where it has ended, or has come further already. */
public record RecordReplayProgress(ReplayId replayId, ReplayPart part, long done, long total)
    implements ReplayCommand {}
