package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;

/** An administrator wants it stopped. */
@Revision("1")
public record ReplayCancellationOrdered(String replayId, String orderedBy) implements ReplayEvent {}
