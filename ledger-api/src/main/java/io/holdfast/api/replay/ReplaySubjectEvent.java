package io.holdfast.api.replay;

import io.holdfast.api.Event;

/**
 * Who holds a subject of replays: the read model, or the chain of one rail. One replay at a time.
 */
public sealed interface ReplaySubjectEvent extends Event
    permits ReplaySubjectTaken, ReplaySubjectFreed {
  String subjectId();

  @Override
  default String streamId() {
    return subjectId();
  }
}
