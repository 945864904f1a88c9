package io.holdfast.api.rail;

/** How a rail is doing. */
public enum RailState {
  /** The node cannot be reached or answers rubbish; it is asked again. */
  UNREACHABLE,
  /** Blocks are missing and being applied. */
  SYNCING,
  /** At the head of the chain. */
  FOLLOWING,
  /**
   * The node answers, but no new block has come for longer than the rail's block interval allows.
   */
  STALLED,
  /**
   * Past what may be undone without a person: nothing is applied until an administrator decides.
   */
  FROZEN,
  /** An administrator stopped it: no block is taken in and nothing is paid out until resumed. */
  PAUSED
}
