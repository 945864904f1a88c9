package io.holdfast.command.rail;

import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.CarryOutDecision;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.PauseRail;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.rail.ResumeRail;
import io.holdfast.command.Aggregates;
import org.axonframework.commandhandling.CommandHandler;

/** Moves the cursors of rails, and stops them where an administrator wants it. */
public final class RailHandler {
  private final Aggregates<RailAggregate, RailCursor, RailEvent> cursors;
  private final Rails rails;

  public RailHandler(Aggregates<RailAggregate, RailCursor, RailEvent> cursors, Rails rails) {
    this.cursors = cursors;
    this.rails = rails;
  }

  @CommandHandler
  void handle(ApplyBlock command) {
    decide(command);
  }

  @CommandHandler
  void handle(OrphanBlock command) {
    decide(command);
  }

  @CommandHandler
  void handle(ChangeRailState command) {
    decide(command);
  }

  @CommandHandler
  void handle(DecideFreeze command) {
    decide(command);
  }

  @CommandHandler
  void handle(CarryOutDecision command) {
    decide(command);
  }

  /** Rejects: UNKNOWN_RAIL. */
  @CommandHandler
  void handle(PauseRail command) {
    rails.require(command.rail());
    decide(command);
  }

  /** Rejects: UNKNOWN_RAIL. */
  @CommandHandler
  void handle(ResumeRail command) {
    rails.require(command.rail());
    decide(command);
  }

  private void decide(RailCommand command) {
    cursors.decide(command.targetId(), cursor -> RailDecider.decide(command, cursor));
  }
}
