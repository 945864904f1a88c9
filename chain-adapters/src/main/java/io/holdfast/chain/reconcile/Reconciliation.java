package io.holdfast.chain.reconcile;

import io.holdfast.api.money.Asset;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Has rails compare beside their work, where that is wanted. Immutable. */
public final class Reconciliation {
  private final ReconciliationSettings settings;
  private final Function<Asset, LedgerBooks> books;
  private final Wishes wishes;
  private final Clock clock;

  Reconciliation(
      ReconciliationSettings settings,
      Function<Asset, LedgerBooks> books,
      Wishes wishes,
      Clock clock) {
    this.settings = settings;
    this.books = books;
    this.wishes = wishes;
    this.clock = clock;
  }

  public boolean isEnabled() {
    return settings.enabled();
  }

  /** How long a chain may look for what is ours. */
  public Duration patience() {
    return settings.patience();
  }

  /**
   * The rail's work, and comparing these in the pauses between.
   *
   * @param pulse the rail's own
   */
  public RailWork beside(RailWork work, List<Compared> compared, Pulse pulse) {
    return isEnabled()
        ? new ReconcilingWork(work, compared.stream().map(each -> reconciler(each, pulse)).toList())
        : work;
  }

  private Reconciler reconciler(Compared compared, Pulse pulse) {
    Asset asset = compared.facts().asset();
    return new Reconciler(
        compared,
        books.apply(asset),
        () -> wishes.any(asset.rail(), asset.code()),
        clock,
        settings.interval(),
        pulse::aside);
  }
}
