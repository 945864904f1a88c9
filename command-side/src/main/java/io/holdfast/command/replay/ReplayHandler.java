package io.holdfast.command.replay;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.replay.CancelReplay;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplaySubjectEvent;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.command.Aggregates;
import io.holdfast.command.rail.RailAggregate;
import io.holdfast.command.rail.RailCursor;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the record of replays. A replay and its hold on each of its subjects are one append, so
 * that no subject is ever held by nobody. Locks: replay, then subjects by part, then the rail.
 */
public final class ReplayHandler {
  private final Aggregates<ReplayAggregate, Replay, ReplayEvent> replays;
  private final Aggregates<ReplaySubjectAggregate, ReplaySubject, ReplaySubjectEvent> subjects;
  private final Aggregates<RailAggregate, RailCursor, RailEvent> cursors;
  private final Rails rails;

  public ReplayHandler(
      Aggregates<ReplayAggregate, Replay, ReplayEvent> replays,
      Aggregates<ReplaySubjectAggregate, ReplaySubject, ReplaySubjectEvent> subjects,
      Aggregates<RailAggregate, RailCursor, RailEvent> cursors,
      Rails rails) {
    this.replays = replays;
    this.subjects = subjects;
    this.cursors = cursors;
    this.rails = rails;
  }

  @CommandHandler
  void handle(RequestReplay command) {
    var replay = replays.load(command.targetId());
    List<ReplayEvent> events = ReplayDecider.request(command, replay.state());
    if (events.isEmpty()) {
      return;
    }
    requireRange(command);
    command.what().parts().stream()
        .map(part -> ReplaySubjectDecider.subjectOf(part, command.rail()))
        .forEach(
            subject ->
                subjects.decide(
                    subject,
                    state -> ReplaySubjectDecider.take(subject, command.targetId(), state)));
    replay.record(events);
  }

  @CommandHandler
  void handle(CancelReplay command) {
    replays.decide(command.targetId(), state -> ReplayDecider.cancel(command, state));
  }

  @CommandHandler
  void handle(RecordReplayProgress command) {
    replays.decide(command.targetId(), state -> ReplayDecider.progress(command, state));
  }

  @CommandHandler
  void handle(EndReplayPart command) {
    var replay = replays.load(command.targetId());
    List<ReplayEvent> events = ReplayDecider.end(command, replay.state());
    if (events.isEmpty() || !(replay.state() instanceof Replay.Running running)) {
      return;
    }
    String subject = ReplaySubjectDecider.subjectOf(command.part(), running.request().rail());
    subjects.decide(
        subject, state -> ReplaySubjectDecider.free(subject, command.targetId(), state));
    replay.record(events);
  }

  /**
   * @throws Rejection UNKNOWN_RAIL, MALFORMED_REQUEST, BLOCK_BELOW_START, BLOCK_ABOVE_CURSOR
   */
  private void requireRange(RequestReplay command) {
    Long from = command.fromBlock();
    Long to = command.toBlock();
    if (command.rail() == null) {
      if (command.what().parts().contains(ReplayPart.CHAIN) || from != null || to != null) {
        throw malformed("Say of which rail the blocks are.");
      }
      return;
    }
    rails.require(command.rail());
    if ((from != null && from < 0) || (to != null && to < 0)) {
      throw malformed("A block's height is never negative.");
    }
    if (from != null && to != null && to < from) {
      throw malformed("The last block is below the first.");
    }
    RailCursor cursor = cursors.load("rail:" + command.rail()).state();
    requireTaken(from, cursor);
    requireTaken(to, cursor);
  }

  private static void requireTaken(@Nullable Long height, RailCursor cursor) {
    if (height == null) {
      return;
    }
    if (!(cursor instanceof RailCursor.On on)) {
      throw new Rejection(ErrorCode.BLOCK_ABOVE_CURSOR, "The rail has taken in no block yet.");
    }
    if (height < on.startHeight()) {
      throw new Rejection(
          ErrorCode.BLOCK_BELOW_START,
          "The rail's first block is " + on.startHeight() + "; it knows none below.");
    }
    if (height > on.tip().height()) {
      throw new Rejection(
          ErrorCode.BLOCK_ABOVE_CURSOR,
          "The rail stands at block " + on.tip().height() + " and knows none above.");
    }
  }

  private static Rejection malformed(String message) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, message);
  }
}
