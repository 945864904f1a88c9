package io.holdfast.chain.replay;

import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayEnded;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayPartEnded;
import io.holdfast.api.replay.ReplayProgressed;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.api.replay.ReplayWhat;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log's record of replays into what the rails look at: the process that hears of one need
 * not be the one that follows the rail. It does nothing else. Thread-safe.
 */
@ProcessingGroup(ReplayOrders.GROUP)
public final class ReplayOrders {
  public static final String GROUP = "chain-replays";

  private final ReplayStore store;
  private final Runnable wake;

  public ReplayOrders(ReplayStore store, Runnable wake) {
    this.store = store;
    this.wake = wake;
  }

  @EventHandler
  public void on(ReplayEvent event) {
    switch (event) {
      case ReplayRequested e -> requested(e);
      case ReplayCancellationOrdered e -> {
        store.cancel(e.replayId());
        wake.run();
      }
      case ReplayPartEnded e -> {
        if (e.part().equals(ReplayPart.CHAIN.name())) {
          store.remove(e.replayId());
        }
      }
      case ReplayProgressed _, ReplayEnded _ -> {}
    }
  }

  private void requested(ReplayRequested event) {
    if (event.rail() != null
        && ReplayWhat.valueOf(event.what()).parts().contains(ReplayPart.CHAIN)) {
      store.order(event.replayId(), event.rail(), block(event.fromBlock()), block(event.toBlock()));
      wake.run();
    }
  }

  private static @Nullable Long block(long height) {
    return height == ReplayRequested.NO_BLOCK ? null : height;
  }
}
