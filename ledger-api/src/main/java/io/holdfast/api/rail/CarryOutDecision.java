package io.holdfast.api.rail;

/**
 * The adapter is about to go over to the branch that begins with this block. Quiet where an
 * administrator decided so while the cursor stood where it stands now, and refused with WRONG_STATE
 * where nobody did: the ledger looks at the rail's own history, and the adapter cannot claim it.
 */
public record CarryOutDecision(String rail, String branch) implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}
