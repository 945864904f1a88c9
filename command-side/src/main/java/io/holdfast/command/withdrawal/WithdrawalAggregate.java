package io.holdfast.command.withdrawal;

import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a withdrawal; the rules are in {@link WithdrawalDecider}. */
@AggregateRoot(type = "Withdrawal")
public class WithdrawalAggregate extends Shell<Withdrawal, WithdrawalEvent> {
  protected WithdrawalAggregate() {
    super(Withdrawal.UNREQUESTED);
  }

  public WithdrawalAggregate(String id) {
    super(id, Withdrawal.UNREQUESTED);
  }

  @EventSourcingHandler
  void on(WithdrawalEvent event) {
    become(event.streamId(), WithdrawalDecider.evolve(state(), event));
  }
}
