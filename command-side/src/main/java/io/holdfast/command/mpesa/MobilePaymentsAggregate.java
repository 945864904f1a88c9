package io.holdfast.command.mpesa;

import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an order's mobile payments; the rules are in {@link MobilePaymentDecider}. */
@AggregateRoot(type = "MobilePayments")
public class MobilePaymentsAggregate extends Shell<MobilePayments, MobilePaymentEvent> {
  protected MobilePaymentsAggregate() {
    super(MobilePayments.NONE);
  }

  public MobilePaymentsAggregate(String id) {
    super(id, MobilePayments.NONE);
  }

  @EventSourcingHandler
  void on(MobilePaymentEvent event) {
    become(event.streamId(), MobilePayments.evolve(state(), event));
  }
}
