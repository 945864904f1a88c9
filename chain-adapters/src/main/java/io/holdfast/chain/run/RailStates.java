package io.holdfast.chain.run;

import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.RailState;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.payout.Pauses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger how a rail is doing, when that changes and no oftener. Reasons are written for
 * people and hold no numbers that change by themselves. Used by one thread.
 */
public final class RailStates {
  private static final Logger LOG = LoggerFactory.getLogger(RailStates.class);

  private final Reporter reporter;
  private final String rail;
  private final Pauses pauses;
  private @Nullable ChangeRailState told;

  public RailStates(Reporter reporter, String rail, Pauses pauses) {
    this.reporter = reporter;
    this.rail = rail;
    this.pauses = pauses;
  }

  /**
   * Whether an administrator stopped the rail. How it is doing is told anew afterwards: the ledger
   * takes no word of it meanwhile.
   */
  public boolean isPaused() {
    boolean paused = pauses.isPaused(rail);
    if (paused) {
      told = null;
    }
    return paused;
  }

  /** Whether the ledger may hold the rail frozen; it then takes no block. */
  public boolean mayBeFrozen() {
    return told == null || told.state() == RailState.FROZEN;
  }

  public void now(RailState state, String reason) {
    tell(new ChangeRailState(rail, state, reason));
  }

  /**
   * @param branch the first block of another branch about which a person may decide, or null
   */
  public void frozen(String reason, @Nullable String branch) {
    tell(new ChangeRailState(rail, RailState.FROZEN, reason, branch));
  }

  private void tell(ChangeRailState change) {
    if (change.equals(told)) {
      return;
    }
    LOG.info("rail {}: {}, {}", rail, change.state(), change.reason());
    reporter
        .tell(new Report(change, null, null))
        .ifPresent(refusal -> LOG.warn("rail {}: the ledger refuses {}", rail, change, refusal));
    told = change;
  }
}
