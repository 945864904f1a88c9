package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, and how to get the next.
 *
 * @param next the cursor to pass for the rows after these, or null at the end
 * @param logIndex every event up to this index is reflected
 */
public record Page<T>(List<T> items, @Nullable String next, long logIndex) {
  public Page {
    items = List.copyOf(items);
  }
}
