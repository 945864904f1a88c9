package io.holdfast.chain.mpesa;

import io.holdfast.api.rail.RailState;
import io.holdfast.chain.mpesa.MobilePaymentWorker.Outcome;
import io.holdfast.chain.mpesa.daraja.Daraja;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.run.RailStates;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;

/**
 * The rail's turn: payments that are due, and from time to time a knock at M-Pesa's door, so that
 * it is known that it does not open before somebody wants to pay. One answer that is missing is no
 * verdict, but a reason to knock. Used by one thread.
 */
final class MpesaWork implements RailWork {
  private static final Duration KNOCKS = Duration.ofSeconds(60);

  private final MobilePaymentWorker worker;
  private final Daraja daraja;
  private final MobilePaymentStore store;
  private final RailStates states;
  private final Clock clock;
  private long knockedAtMillis = Long.MIN_VALUE;

  MpesaWork(
      MobilePaymentWorker worker,
      Daraja daraja,
      MobilePaymentStore store,
      RailStates states,
      Clock clock) {
    this.worker = worker;
    this.daraja = daraja;
    this.store = store;
    this.states = states;
    this.clock = clock;
  }

  @Override
  public boolean work() {
    if (states.isPaused()) {
      return false;
    }
    if (clock.millis() >= knockedAtMillis + KNOCKS.toMillis() || knockedAtMillis > clock.millis()) {
      knock();
    }
    Outcome outcome = worker.work();
    if (!outcome.there()) {
      knockedAtMillis = Long.MIN_VALUE;
    }
    return outcome.more();
  }

  private void knock() {
    try {
      daraja.knock();
    } catch (NodeFailure e) {
      states.now(RailState.UNREACHABLE, "M-Pesa does not let us in");
      throw e;
    }
    knockedAtMillis = clock.millis();
    store.heard(knockedAtMillis);
    states.now(RailState.FOLLOWING, "M-Pesa answers");
  }
}
