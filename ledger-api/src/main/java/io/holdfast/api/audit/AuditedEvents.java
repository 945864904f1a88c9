package io.holdfast.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the log's events.
 *
 * @param next the cursor for those after these, or null at the end; of use to the same question
 *     only
 * @param logIndex every event up to this index was looked at
 */
public record AuditedEvents(List<AuditedEvent> items, @Nullable String next, long logIndex) {
  public AuditedEvents {
    items = List.copyOf(items);
  }
}
