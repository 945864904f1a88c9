package io.holdfast.command.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What one unit of work decided: the events it wants to append, perhaps none, and the heads on
 * which it was decided. It goes into the log as a whole or not at all.
 */
final class Decision {
  /** The head of an aggregate of which the log knows nothing. */
  static final long ABSENT = -1;

  /** The outcome of a decision that was right and had nothing to append. */
  static final long NOTHING_APPENDED = 0;

  /** Aggregate id to the last sequence number it had when this was decided. */
  final Map<String, Long> reads;

  final List<Row> rows;

  /**
   * The log index of the last event, once everything this was decided on and all of it is durable.
   */
  final CompletableFuture<Long> outcome = new CompletableFuture<>();

  Decision(Map<String, Long> reads, List<Row> rows) {
    this.reads = reads;
    this.rows = rows;
  }

  /** Waits for the outcome, whichever it is. */
  void awaitKnown() {
    outcome.handle((index, failure) -> true).join();
  }

  boolean isOpen() {
    return !outcome.isDone();
  }
}
