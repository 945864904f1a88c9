package io.holdfast.api.replay;

/** How a replay, or a part of one, ended. */
public enum ReplayOutcome {
  COMPLETED,
  CANCELLED,
  FAILED
}
