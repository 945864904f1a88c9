package io.holdfast.chain.reconcile;

import io.holdfast.chain.run.RailWork;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rail's work, and comparing in the pauses between. What fails in comparing is told and tried
 * again later: it never holds up the rail.
 */
public final class ReconcilingWork implements RailWork {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcilingWork.class);

  private final RailWork work;
  private final List<Reconciler> reconcilers;

  public ReconcilingWork(RailWork work, List<Reconciler> reconcilers) {
    this.work = work;
    this.reconcilers = List.copyOf(reconcilers);
  }

  @Override
  public boolean work() {
    boolean more = work.work();
    for (Reconciler reconciler : reconcilers) {
      try {
        if (more) {
          reconciler.busy();
        } else {
          reconciler.step();
        }
      } catch (RuntimeException e) {
        LOG.warn("comparing failed and is tried again", e);
        reconciler.failed();
      }
    }
    return more;
  }
}
