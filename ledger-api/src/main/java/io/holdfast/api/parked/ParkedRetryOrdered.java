package io.holdfast.api.parked;

import org.axonframework.serialization.Revision;

/** A person wants it tried again at once. */
@Revision("1")
public record ParkedRetryOrdered(String parkedId, String orderedBy, long retryAtMillis)
    implements ParkedEvent {}
