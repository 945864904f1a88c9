package io.holdfast.command.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts a batch, in its order, into the decisions that may stand and those that may not: a decision
 * falls when it was decided on a head that is not the head, or on anything a fallen one wanted to
 * write. What is left is consistent in itself; {@link #expected()} is what must hold of the log for
 * it.
 */
final class Sieve {
  private final Map<String, Long> heads;
  private final Map<String, Long> expected = new HashMap<>();
  private final Set<String> fallenIds = new HashSet<>();
  private final List<Decision> kept = new ArrayList<>();
  private final List<Decision> fallen = new ArrayList<>();

  /**
   * @param known heads that are known of the log; of the others the first to read is believed
   */
  Sieve(List<Decision> batch, Map<String, Long> known) {
    heads = new HashMap<>(known);
    batch.forEach(this::sift);
  }

  private void sift(Decision decision) {
    if (stands(decision)) {
      kept.add(decision);
      decision.reads.forEach(this::believe);
      decision.rows.forEach(row -> heads.put(row.aggregateId(), row.sequenceNumber()));
    } else {
      fallen.add(decision);
      decision.rows.forEach(row -> fallenIds.add(row.aggregateId()));
    }
  }

  private boolean stands(Decision decision) {
    for (Map.Entry<String, Long> read : decision.reads.entrySet()) {
      Long head = heads.get(read.getKey());
      if (fallenIds.contains(read.getKey()) || (head != null && !head.equals(read.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private void believe(String id, Long head) {
    heads.putIfAbsent(id, head);
    expected.putIfAbsent(id, head);
  }

  List<Decision> kept() {
    return kept;
  }

  List<Decision> fallen() {
    return fallen;
  }

  /** Aggregate id to the head it must have before the first of the kept decisions. */
  Map<String, Long> expected() {
    return expected;
  }
}
