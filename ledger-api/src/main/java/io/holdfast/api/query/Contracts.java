package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contracts that the rails' settings name, and what is known of each. */
public record Contracts(List<Known> items) {
  public Contracts {
    items = List.copyOf(items);
  }

  /**
   * One contract.
   *
   * @param contract its address, spelled as its events spell it
   * @param events how many of its events stand
   * @param lastHeight the block of the last of them; null where it said nothing yet
   */
  public record Known(String rail, String contract, long events, @Nullable Long lastHeight) {}
}
