package io.holdfast.api.rail;

import java.time.Instant;

/** Moves the cursor to this block, last of all, after everything in it was accepted or parked. */
public record ApplyBlock(
    String rail, BlockRef block, String parentHash, Instant minedAt, long headHeight)
    implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}
