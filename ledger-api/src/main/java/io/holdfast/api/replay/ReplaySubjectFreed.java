package io.holdfast.api.replay;

import org.axonframework.serialization.Revision;

/** Another replay may be about the subject. */
@Revision("1")
public record ReplaySubjectFreed(String subjectId, String replayId) implements ReplaySubjectEvent {}
