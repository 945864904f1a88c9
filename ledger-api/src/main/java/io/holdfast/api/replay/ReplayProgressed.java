package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;

/** A part has come so far: blocks of a chain, events of the log. */
@Revision("1")
public record ReplayProgressed(String replayId, String part, long done, long total)
    implements ReplayEvent {}
