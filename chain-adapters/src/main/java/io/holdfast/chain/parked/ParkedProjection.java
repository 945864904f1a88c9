package io.holdfast.chain.parked;

import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Folds the record of what was refused into what the rail looks at: when something is due, and what
 * a person decided. It does nothing else, so reading it again from the start does nothing twice.
 * What was resolved is taken away by the rail, not here: the same may have been parked anew since.
 */
@ProcessingGroup(ParkedProjection.GROUP)
public final class ParkedProjection {
  public static final String GROUP = "parked";

  private final ParkedStore store;

  public ParkedProjection(ParkedStore store) {
    this.store = store;
  }

  @EventHandler
  public void on(ParkedEvent event) {
    switch (event) {
      case FailureParked e -> store.planned(e.parkedId(), 0, e.nextRetryAtMillis());
      case ParkedRetryFailed e -> store.planned(e.parkedId(), e.attempt(), e.nextRetryAtMillis());
      case ParkedRetryOrdered e -> store.ordered(e.parkedId(), e.retryAtMillis());
      case ParkedDiscarded e -> store.discarded(e.parkedId());
      case ParkedResolved _ -> {}
    }
  }
}
