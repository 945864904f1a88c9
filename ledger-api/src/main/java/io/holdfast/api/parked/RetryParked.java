package io.holdfast.api.parked;

import java.time.Instant;

/** A person wants it tried again now. */
public record RetryParked(ParkedId parkedId, String orderedBy, Instant at)
    implements ParkedCommand {}
