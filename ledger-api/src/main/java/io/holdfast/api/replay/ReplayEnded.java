package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;

/** All of it has ended. */
@Revision("1")
public record ReplayEnded(String replayId, String outcome) implements ReplayEvent {}
