package io.holdfast.command.mpesa;

import io.holdfast.api.mpesa.ReceiptClaimed;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Whose a receipt of M-Pesa is: the mobile payment's that was first to have it. */
@AggregateRoot(type = "MobileReceipt")
public class ReceiptAggregate extends Shell<String, ReceiptClaimed> {
  private static final String NOBODYS = "";

  protected ReceiptAggregate() {
    super(NOBODYS);
  }

  public ReceiptAggregate(String id) {
    super(id, NOBODYS);
  }

  @EventSourcingHandler
  void on(ReceiptClaimed event) {
    become(event.streamId(), event.mobilePaymentId());
  }
}
