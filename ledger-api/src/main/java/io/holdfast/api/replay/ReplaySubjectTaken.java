package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;

/** From here on this replay, and no other, is about the subject. */
@Revision("1")
public record ReplaySubjectTaken(String subjectId, String replayId) implements ReplaySubjectEvent {}
