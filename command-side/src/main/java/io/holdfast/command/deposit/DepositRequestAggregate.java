package io.holdfast.command.deposit;

import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a deposit request; the rules are in {@link DepositRequestDecider}. */
@AggregateRoot(type = "DepositRequest")
public class DepositRequestAggregate extends Shell<DepositRequest, DepositRequestEvent> {
  protected DepositRequestAggregate() {
    super(DepositRequest.UNREQUESTED);
  }

  public DepositRequestAggregate(String id) {
    super(id, DepositRequest.UNREQUESTED);
  }

  @EventSourcingHandler
  void on(DepositRequestEvent event) {
    become(event.streamId(), DepositRequestDecider.evolve(state(), event));
  }
}
