package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * Where the read model stands in the log.
 *
 * @param logIndex every event up to this index is reflected
 * @param headIndex the last event of the log, never before {@code logIndex}
 * @param error why it does not get on, or null while it does
 */
public record Progress(long logIndex, long headIndex, @Nullable String error) {
  /** How many events the read model is behind. */
  public long lagEvents() {
    return headIndex - logIndex;
  }
}
