package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/**
 * An administrator decided about the rail, which was frozen with its cursor on this block, because
 * the node's chain had another branch. It holds until the next block is applied.
 *
 * @param branch hash of the other branch's first block
 */
@Revision("1")
public record FreezeDecided(
    String rail,
    String decision,
    long height,
    String hash,
    String branch,
    String reason,
    String decidedBy)
    implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}
