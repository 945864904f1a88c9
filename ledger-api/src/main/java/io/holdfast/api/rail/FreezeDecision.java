package io.holdfast.api.rail;

/** What an administrator may decide about a frozen rail. Doing nothing is always safe: it waits. */
public enum FreezeDecision {
  /**
   * The node's branch is right, though ours was final: our blocks are taken back to where both
   * meet. Final deposits in them are reversed, and credited again where they are mined again.
   */
  ACCEPT_BRANCH
}
