package io.holdfast.chain.evm.oracle;

import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Follows the log for what the contract is to record: a payment by mobile money that is certain,
 * that its order counts, that is exactly the price, and that paid the order. In the log these come
 * one after the other, in one append; so there is one for each order at most, and what comes late,
 * in part or twice is never one. Read again from the start, it asks for nothing anew.
 */
@ProcessingGroup(RecordProjection.GROUP)
public final class RecordProjection {
  public static final String GROUP = "offchain-records";

  private final RecordStore store;
  private final Runnable wake;

  public RecordProjection(RecordStore store, Runnable wake) {
    this.store = store;
    this.wake = wake;
  }

  @EventHandler
  public void on(OrderCreated event) {
    if (event.mode().equals(PaymentMode.MPESA.name())) {
      store.expect(event);
    }
  }

  @EventHandler
  public void on(MobilePaymentSucceeded event) {
    store.certain(event);
  }

  @EventHandler
  public void on(OrderPaid event) {
    store.counted(event);
  }

  @EventHandler
  public void on(OrderFunded event) {
    store.funded(event.orderId());
    wake.run();
  }
}
