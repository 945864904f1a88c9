package io.holdfast.query.fold;

import io.holdfast.api.Event;

/** A fact with its place in the log: the index names it, and orders it against all others. */
public record LoggedEvent(long index, long atMillis, Event event) {}
