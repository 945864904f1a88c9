package io.holdfast.api.query;

import io.holdfast.api.replay.ReplayFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay: what was asked for, how far it is, and what it found.
 *
 * @param state REQUESTED, RUNNING, CANCELLING, or a {@link io.holdfast.api.replay.ReplayOutcome}
 * @param projections that are exchanged; empty for all
 */
public record ReplayView(
    String replayId,
    String what,
    @Nullable String rail,
    @Nullable Long fromBlock,
    @Nullable Long toBlock,
    List<String> projections,
    String requestedBy,
    String reason,
    String state,
    List<Part> parts,
    @Nullable String cancelledBy,
    long requestedAtMillis,
    @Nullable Long endedAtMillis,
    long logIndex)
    implements View {
  public ReplayView {
    projections = List.copyOf(projections);
    parts = List.copyOf(parts);
  }

  /**
   * One part of it.
   *
   * @param part a {@link io.holdfast.api.replay.ReplayPart}
   * @param state REQUESTED, RUNNING, or how it ended
   * @param done how many blocks, or events, of {@code total}
   */
  public record Part(
      String part,
      String state,
      long done,
      long total,
      @Nullable String detail,
      List<ReplayFinding> findings) {
    public Part {
      findings = List.copyOf(findings);
    }
  }

  @Override
  public String key() {
    return replayId;
  }
}
