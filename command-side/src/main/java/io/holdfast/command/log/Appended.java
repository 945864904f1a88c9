package io.holdfast.command.log;

import java.util.Map;

/**
 * What the database answered to a batch: either all of it was appended, or nothing, because the
 * heads of these aggregates are others than was believed.
 */
record Appended(long lastIndex, Map<String, Long> staleHeads) {
  static final Appended NOTHING = new Appended(0, Map.of());

  boolean isDone() {
    return staleHeads.isEmpty();
  }
}
