package io.holdfast.api.rail;

/** The block is no longer on the winning chain: the cursor falls back to its parent. */
public record OrphanBlock(String rail, BlockRef block, BlockRef newTip) implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}
