package io.holdfast.command.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work has read so far and wants to append, together its decision. A command's is
 * queued when its unit of work ends, while the aggregates are still locked: on commit with its
 * events; on rollback without, so that a refusal is no more trusted than a success. Used by the
 * thread of the unit of work; {@link #outcome} may be handed on.
 */
public final class Readings {
  /** The head of an aggregate of which the log knows nothing. */
  public static final long ABSENT = Decision.ABSENT;

  /** The outcome of a decision that had nothing to append. */
  public static final long NOTHING_APPENDED = Decision.NOTHING_APPENDED;

  private static final String KEY = Readings.class.getName();

  private final EventLog log;
  private final Map<String, Long> heads = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private @Nullable CompletableFuture<Long> outcome;

  private Readings(EventLog log) {
    this.log = log;
  }

  /** The readings of the whole of which this unit of work is a part. */
  public static Readings of(UnitOfWork<?> unit, EventLog log) {
    return begin(unit.root(), log);
  }

  private static Readings begin(UnitOfWork<?> root, EventLog log) {
    Readings present = in(root);
    if (present != null) {
      return present;
    }
    Readings readings = new Readings(log);
    root.resources().put(KEY, readings);
    if (root.getMessage() instanceof CommandMessage) {
      root.onCommit(ended -> readings.queue());
      root.onRollback(ended -> readings.queueRefusal());
    }
    return readings;
  }

  /** The readings of a unit of work that has ended, or null when it touched nothing of the log. */
  public static @Nullable Readings in(UnitOfWork<?> root) {
    return (Readings) root.resources().get(KEY);
  }

  /** This aggregate was loaded, and this was its last sequence number; -1 when it has none. */
  public void read(String aggregateId, long head) {
    heads.putIfAbsent(aggregateId, head);
  }

  void append(List<Row> more) {
    rows.addAll(more);
  }

  /** Appends now, and waits: for units of work whose end is not ours to delay. */
  void appendAndWait(List<Row> more) {
    log.appendAndWait(Map.copyOf(heads), more);
    more.forEach(row -> heads.put(row.aggregateId(), row.sequenceNumber()));
  }

  private void queue() {
    Decision decision = new Decision(heads, rows);
    outcome = decision.outcome;
    try {
      log.submit(decision);
    } catch (RuntimeException e) {
      decision.outcome.completeExceptionally(e);
      throw e;
    }
  }

  private void queueRefusal() {
    if (outcome == null) {
      rows.clear();
      queue();
    }
  }

  /** What the log says to it, once the unit of work has ended: see {@link EventLog}. */
  public @Nullable CompletableFuture<Long> outcome() {
    return outcome;
  }

  public Set<String> aggregateIds() {
    return heads.keySet();
  }
}
