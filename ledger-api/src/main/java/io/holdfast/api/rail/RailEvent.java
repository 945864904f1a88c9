package io.holdfast.api.rail;

import io.holdfast.api.Event;

/** What happened on a rail, as far as we followed it. */
public sealed interface RailEvent extends Event
    permits BlockApplied, BlockOrphaned, FreezeDecided, RailStateChanged, RailPaused, RailResumed {}
