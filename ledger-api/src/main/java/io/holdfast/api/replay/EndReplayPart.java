package io.holdfast.api.replay;

import java.util.List;

/** A part has ended. Quiet where it has ended already. */
public record EndReplayPart(
    ReplayId replayId,
    ReplayPart part,
    ReplayOutcome outcome,
    String detail,
    List<ReplayFinding> findings)
    implements ReplayCommand {
  public EndReplayPart {
    findings = List.copyOf(findings);
  }
}
