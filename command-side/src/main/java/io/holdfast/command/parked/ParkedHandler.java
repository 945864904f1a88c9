package io.holdfast.command.parked;

import io.holdfast.api.parked.DiscardParked;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import io.holdfast.api.parked.RetryParked;
import io.holdfast.command.Aggregates;
import org.axonframework.commandhandling.CommandHandler;

/** Keeps the record of what failed, and of what people decided on it. */
public final class ParkedHandler {
  private final Aggregates<ParkedAggregate, Parked, ParkedEvent> parked;
  private final RetryPlan plan;

  public ParkedHandler(Aggregates<ParkedAggregate, Parked, ParkedEvent> parked, RetryPlan plan) {
    this.parked = parked;
    this.plan = plan;
  }

  @CommandHandler
  void handle(ParkFailure command) {
    decide(command);
  }

  @CommandHandler
  void handle(RetryParked command) {
    decide(command);
  }

  @CommandHandler
  void handle(DiscardParked command) {
    decide(command);
  }

  @CommandHandler
  void handle(RecordRetryFailed command) {
    decide(command);
  }

  @CommandHandler
  void handle(ResolveParked command) {
    decide(command);
  }

  private void decide(ParkedCommand command) {
    parked.decide(command.targetId(), state -> ParkedDecider.decide(command, state, plan));
  }
}
