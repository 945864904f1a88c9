package io.holdfast.bench;

import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.ReplayCommand;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.query.replay.Rebuild;
import io.holdfast.query.replay.RebuildOrder;
import io.holdfast.query.replay.RebuildOrders;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What an administrator's replay of all views does, by the product's own parts, in two halves. */
final class Rebuilding {
  private final RebuildOrders orders;
  private final Rebuild rebuild;
  private final AtomicInteger replays = new AtomicInteger();

  Rebuilding(DataSource source, EventStore log) {
    orders = new RebuildOrders(source);
    rebuild = new Rebuild(source, log, orders, Rebuilding::heard, Clock.systemUTC());
  }

  RebuildOrder order() {
    String id = "replay:" + replays.incrementAndGet();
    orders.on(new ReplayRequested(id, "PROJECTIONS", null, -1, -1, "", "user:bench", "A bench."));
    return orders.next().orElseThrow();
  }

  /** Folds the whole log into tables beside those in use, and builds their indexes. */
  void fill(RebuildOrder order) throws Exception {
    rebuild.fill(order);
  }

  /** Compares the filled tables with those in use, row for row, and exchanges them. */
  void finish(RebuildOrder order) throws Exception {
    rebuild.run(order);
  }

  private static void heard(ReplayCommand command) {
    if (command instanceof EndReplayPart end
        && (end.outcome() != ReplayOutcome.COMPLETED
            || end.findings().stream().anyMatch(finding -> finding.different() > 0))) {
      throw new IllegalStateException("the replay made other views: " + end);
    }
  }
}
