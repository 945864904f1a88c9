package io.holdfast.command.deadletter;

import io.holdfast.api.parked.ParkedId;
import org.jspecify.annotations.Nullable;

/**
 * An event that was put aside, as the record knows it.
 *
 * @param recorded whether the log was told of it
 * @param attempts how often it was tried again
 * @param nextAtMillis when it is tried again, or null while it waits for a person
 */
record ParkedLetter(
    ParkedId id,
    String eventId,
    boolean recorded,
    int attempts,
    @Nullable Long nextAtMillis,
    boolean discarded) {

  boolean isDue(long nowMillis) {
    return nextAtMillis != null && nextAtMillis <= nowMillis;
  }
}
