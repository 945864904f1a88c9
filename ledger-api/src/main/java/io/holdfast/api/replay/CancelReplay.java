package io.holdfast.api.replay;

/** An administrator wants it stopped; it ends when those who do it have cleaned up. */
public record CancelReplay(ReplayId replayId, String cancelledBy) implements ReplayCommand {}
