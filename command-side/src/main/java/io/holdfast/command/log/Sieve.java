package io.holdfast.command.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through decisions in their order, as if each were written after the one before, and parts
 * them: those that agree with each other about what the log holds are kept, to be appended at once
 * if the log agrees too ({@link #expected()}); those that contradict what the log has told have
 * fallen. Where one contradicts only what another one believes or wants to write, nobody knows yet
 * who is right: it and all behind it are left for the next time. So a decision falls for no other
 * reason than that it was decided on a head that is not the head when its turn comes.
 */
final class Sieve {
  private final Map<String, Long> told;
  private final Map<String, Long> heads;
  private final Map<String, Long> expected = new HashMap<>();
  private final List<Decision> kept = new ArrayList<>();
  private final List<Decision> fallen = new ArrayList<>();
  private final List<Decision> left;

  /**
   * @param told heads that the log has told; of other aggregates the first to read is believed
   */
  Sieve(List<Decision> decisions, Map<String, Long> told) {
    this.told = told;
    heads = new HashMap<>(told);
    int next = 0;
    while (next < decisions.size() && sift(decisions.get(next))) {
      next++;
    }
    left = decisions.subList(next, decisions.size());
  }

  /** Whether it could be said of this decision that it is kept or has fallen. */
  private boolean sift(Decision decision) {
    boolean agrees = true;
    for (Map.Entry<String, Long> read : decision.reads.entrySet()) {
      Long head = heads.get(read.getKey());
      if (head != null && !head.equals(read.getValue())) {
        if (head.equals(told.get(read.getKey()))) {
          fallen.add(decision);
          return true;
        }
        agrees = false;
      }
    }
    if (agrees) {
      keep(decision);
    }
    return agrees;
  }

  private void keep(Decision decision) {
    kept.add(decision);
    decision.reads.forEach(
        (id, head) -> {
          heads.putIfAbsent(id, head);
          expected.putIfAbsent(id, head);
        });
    decision.rows.forEach(row -> heads.put(row.aggregateId(), row.sequenceNumber()));
  }

  List<Decision> kept() {
    return kept;
  }

  List<Decision> fallen() {
    return fallen;
  }

  List<Decision> left() {
    return left;
  }

  /** Aggregate id to the head it must have before the first of the kept decisions. */
  Map<String, Long> expected() {
    return expected;
  }
}
