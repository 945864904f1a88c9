package io.holdfast.api.rail;

/**
 * An administrator decides about a frozen rail. Holds for the block its cursor stands on now.
 *
 * @param branch hash of the other branch's first block, as it was shown: a decision about a branch
 *     on which the node is no longer is refused
 */
public record DecideFreeze(
    String rail, FreezeDecision decision, String branch, String reason, String decidedBy)
    implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}
