package io.holdfast.api.rail;

import org.jspecify.annotations.Nullable;

/**
 * The rail's state is another from here on.
 *
 * @param branch where the rail froze because the node's chain leaves ours past finality: the hash
 *     of the node's first block that is not ours. Null otherwise; then a person can decide nothing
 */
public record ChangeRailState(String rail, RailState state, String reason, @Nullable String branch)
    implements RailCommand {
  public ChangeRailState(String rail, RailState state, String reason) {
    this(rail, state, reason, null);
  }

  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}
