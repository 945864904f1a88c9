package io.holdfast.command.deposit;

import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an inbound payment; the rules are in {@link DepositDecider}. */
@AggregateRoot(type = "Deposit")
public class DepositAggregate extends Shell<Deposit, PaymentEvent> {
  protected DepositAggregate() {
    super(Deposit.UNSEEN);
  }

  public DepositAggregate(String id) {
    super(id, Deposit.UNSEEN);
  }

  @EventSourcingHandler
  void on(PaymentEvent event) {
    become(event.streamId(), DepositDecider.evolve(state(), event));
  }
}
