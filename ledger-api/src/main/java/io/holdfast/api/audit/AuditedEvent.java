package io.holdfast.api.audit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event as it stands in the log. What is sealed stays sealed.
 *
 * @param type its name without its package
 * @param sequenceNumber which event of its aggregate it is, from 0
 * @param metadata what stands beside it, see {@link io.holdfast.api.identity.MetaKeys}; empty where
 *     it cannot be read
 * @param payload its content as JSON; a JSON text of what is there where that is none
 */
public record AuditedEvent(
    long logIndex,
    long atMillis,
    String type,
    @Nullable String revision,
    String aggregateId,
    long sequenceNumber,
    String eventId,
    Map<String, String> metadata,
    String payload) {
  public AuditedEvent {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }
}
