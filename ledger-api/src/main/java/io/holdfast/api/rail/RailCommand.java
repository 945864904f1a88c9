package io.holdfast.api.rail;

/**
 * What an adapter tells the ledger of its chain, and what an administrator decides about it. The
 * rail's stream is the history of its cursor.
 */
public sealed interface RailCommand extends AboutRail
    permits ApplyBlock,
        OrphanBlock,
        ChangeRailState,
        DecideFreeze,
        CarryOutDecision,
        PauseRail,
        ResumeRail {
  @Override
  String rail();
}
