package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what contracts said, in the order of the chain.
 *
 * @param next where to go on, also for what is not there yet; null while nothing was ever found
 */
public record ContractEvents(List<Said> items, @Nullable String next) {
  public ContractEvents {
    items = List.copyOf(items);
  }

  /**
   * One event.
   *
   * @param position its place among all events of its block
   * @param topic what names it on the chain; null where nothing does
   * @param name what it is called, where its form is known
   * @param content what it means, as JSON, where its form is known
   * @param raw as the chain has it, as JSON
   * @param problem why it cannot be read, where it should be readable
   * @param standing false when its block lost its place: then it never happened
   */
  public record Said(
      long height,
      String blockHash,
      long position,
      String transaction,
      String contract,
      @Nullable String topic,
      @Nullable String name,
      @Nullable String content,
      String raw,
      @Nullable String problem,
      boolean standing) {}
}
