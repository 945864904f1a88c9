package io.holdfast.api.query;

/**
 * Where a rail stands: the cursor's block, the node's head, and how it is doing. Lag is the head's
 * height less the cursor's.
 */
public record RailView(
    String rail,
    String state,
    String reason,
    long height,
    String hash,
    long headHeight,
    long lagBlocks,
    long minedAtMillis,
    long changedAtMillis,
    long orphanedBlocks,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return rail;
  }
}
