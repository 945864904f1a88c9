package io.holdfast.api.audit;

/** One event of the log; answered with {@link AuditedEvents} of it alone, or of none. */
public record FindAuditEvent(long logIndex) {}
