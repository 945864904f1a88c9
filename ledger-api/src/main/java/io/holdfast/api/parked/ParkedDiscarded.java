package io.holdfast.api.parked;

import org.axonframework.serialization.Revision;

/** A person decided, for a reason, that it is never tried again. */
@Revision("1")
public record ParkedDiscarded(String parkedId, String discardedBy, String reason)
    implements ParkedEvent {}
