package io.holdfast.api.audit;

/**
 * All events that a filter names, as a stream of {@link AuditedEvent}. The log never changes, so a
 * filter with a last index names the same events for ever, and asking again for the rest goes on.
 *
 * @param filter with its last index
 */
public record ExportAuditEvents(EventFilter filter, boolean oldestFirst) {}
