package io.holdfast.api.replay;

import java.util.List;
import org.axonframework.serialization.Revision;

/** A part has ended, and this is what it found. */
@Revision("1")
public record ReplayPartEnded(
    String replayId, String part, String outcome, String detail, List<ReplayFinding> findings)
    implements ReplayEvent {
  public ReplayPartEnded {
    findings = List.copyOf(findings);
  }
}
