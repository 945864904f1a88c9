package io.holdfast.command.rail;

import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.CarryOutDecision;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.command.Aggregates;
import org.axonframework.commandhandling.CommandHandler;

/** Moves the cursors of rails. */
public final class RailHandler {
  private final Aggregates<RailAggregate, RailCursor, RailEvent> rails;

  public RailHandler(Aggregates<RailAggregate, RailCursor, RailEvent> rails) {
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

  private void decide(RailCommand command) {
    rails.decide(command.targetId(), cursor -> RailDecider.decide(command, cursor));
  }
}
