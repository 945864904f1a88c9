package io.holdfast.api.audit;

import io.holdfast.api.query.PageRequest;

/**
 * A page of the log's events; answered by the query side with {@link AuditedEvents}.
 *
 * @param oldestFirst by log index; else the newest come first
 * @param minLogIndex the index of events must have reached this; 0 asks for nothing
 */
public record FindAuditEvents(
    EventFilter filter, boolean oldestFirst, PageRequest page, long minLogIndex) {}
