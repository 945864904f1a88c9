package io.holdfast.api.parked;

/** A person decides that it is never tried again. */
public record DiscardParked(ParkedId parkedId, String discardedBy, String reason)
    implements ParkedCommand {}
