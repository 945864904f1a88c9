package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the log's events that rails caused, newest first.
 *
 * @param next where the next page begins, or null at the beginning of the log. A page may be short,
 *     even empty, and have a next one: so much of the log was looked through for it
 */
public record RailEvents(List<Logged> items, @Nullable Long next) {
  public RailEvents {
    items = List.copyOf(items);
  }

  /**
   * One event as it stands in the log.
   *
   * @param type its name without its package
   * @param payload its content, as JSON
   */
  public record Logged(
      long logIndex,
      long atMillis,
      String type,
      String aggregateId,
      String rail,
      @Nullable Long height,
      @Nullable String blockHash,
      @Nullable String transaction,
      @Nullable String actor,
      @Nullable String correlationId,
      String payload) {}
}
