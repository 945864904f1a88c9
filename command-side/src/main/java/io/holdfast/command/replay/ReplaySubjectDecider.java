package io.holdfast.command.replay;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplaySubjectEvent;
import io.holdfast.api.replay.ReplaySubjectFreed;
import io.holdfast.api.replay.ReplaySubjectTaken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One replay at a time for each subject. Pure. */
public final class ReplaySubjectDecider {
  private ReplaySubjectDecider() {}

  /** What a part is about: the one read model, or the chain of a rail. */
  static String subjectOf(ReplayPart part, @Nullable String rail) {
    return switch (part) {
      case CHAIN -> "replay-subject:rail:" + rail;
      case PROJECTIONS -> "replay-subject:views";
    };
  }

  /**
   * @throws Rejection REPLAY_RUNNING
   */
  public static List<ReplaySubjectEvent> take(
      String subjectId, String replayId, ReplaySubject subject) {
    if (subject.replayId() != null) {
      throw new Rejection(
          ErrorCode.REPLAY_RUNNING,
          "Replay " + subject.replayId() + " of the same has not ended. Wait, or cancel it.");
    }
    return List.of(new ReplaySubjectTaken(subjectId, replayId));
  }

  public static List<ReplaySubjectEvent> free(
      String subjectId, String replayId, ReplaySubject subject) {
    return replayId.equals(subject.replayId())
        ? List.of(new ReplaySubjectFreed(subjectId, replayId))
        : List.of();
  }

  public static ReplaySubject evolve(ReplaySubjectEvent event) {
    return switch (event) {
      case ReplaySubjectTaken taken -> new ReplaySubject(taken.replayId());
      case ReplaySubjectFreed _ -> ReplaySubject.FREE;
    };
  }
}
