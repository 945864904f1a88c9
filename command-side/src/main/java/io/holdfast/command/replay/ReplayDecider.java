package io.holdfast.command.replay;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.replay.CancelReplay;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayEnded;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayPartEnded;
import io.holdfast.api.replay.ReplayProgressed;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.api.replay.ReplayWhat;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.command.replay.Replay.Ended;
import io.holdfast.command.replay.Replay.Nothing;
import io.holdfast.command.replay.Replay.Running;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rules of a replay. It runs until each of its parts has ended, whatever anybody wishes: a
 * cancellation is an order to those who do it, who end it when they have cleaned up. So nothing is
 * called ended while somebody still works on it. Pure.
 */
public final class ReplayDecider {
  private ReplayDecider() {}

  /** The same request again is quiet. */
  public static List<ReplayEvent> request(RequestReplay command, Replay replay) {
    ReplayRequested wanted = requested(command);
    return switch (replay) {
      case Nothing _ -> List.of(wanted);
      case Running running when running.request().equals(wanted) -> List.of();
      case Ended ended when ended.request().equals(wanted) -> List.of();
      case Running _, Ended _ ->
          throw new Rejection(
              ErrorCode.ALREADY_EXISTS_DIFFERENT, "This id names another replay already.");
    };
  }

  /**
   * @throws Rejection NOT_FOUND, WRONG_STATE
   */
  public static List<ReplayEvent> cancel(CancelReplay command, Replay replay) {
    return switch (replay) {
      case Running running when running.cancelled() ->
          throw new Rejection(ErrorCode.WRONG_STATE, "Somebody has cancelled it already.");
      case Running _ ->
          List.of(new ReplayCancellationOrdered(command.targetId(), command.cancelledBy()));
      case Ended _ -> throw new Rejection(ErrorCode.WRONG_STATE, "It has ended already.");
      case Nothing _ -> throw notFound();
    };
  }

  /** Progress never goes back: who begins anew after a crash is quiet until it is further. */
  public static List<ReplayEvent> progress(RecordReplayProgress command, Replay replay) {
    return switch (replay) {
      case Running running
          when running.done().containsKey(command.part())
              && running.done().get(command.part()) < command.done() ->
          List.of(
              new ReplayProgressed(
                  command.targetId(), command.part().name(), command.done(), command.total()));
      case Running _, Ended _ -> List.of();
      case Nothing _ -> throw notFound();
    };
  }

  /** With the last part, all of it ends: as badly as its worst part. */
  public static List<ReplayEvent> end(EndReplayPart command, Replay replay) {
    return switch (replay) {
      case Running running when running.done().containsKey(command.part()) ->
          ended(command, running);
      case Running _, Ended _ -> List.of();
      case Nothing _ -> throw notFound();
    };
  }

  private static List<ReplayEvent> ended(EndReplayPart command, Running running) {
    List<ReplayEvent> events = new ArrayList<>();
    events.add(
        new ReplayPartEnded(
            command.targetId(),
            command.part().name(),
            command.outcome().name(),
            command.detail(),
            command.findings()));
    if (running.done().size() == 1) {
      events.add(
          new ReplayEnded(command.targetId(), worse(running.worst(), command.outcome()).name()));
    }
    return events;
  }

  public static Replay evolve(Replay replay, ReplayEvent event) {
    return switch (event) {
      case ReplayRequested e -> begun(e);
      case ReplayProgressed e -> {
        Running running = running(replay);
        Map<ReplayPart, Long> done = new EnumMap<>(running.done());
        done.put(ReplayPart.valueOf(e.part()), e.done());
        yield new Running(running.request(), done, running.worst(), running.cancelled());
      }
      case ReplayCancellationOrdered _ -> {
        Running running = running(replay);
        yield new Running(running.request(), running.done(), running.worst(), true);
      }
      case ReplayPartEnded e -> {
        Running running = running(replay);
        Map<ReplayPart, Long> open = new EnumMap<>(running.done());
        open.remove(ReplayPart.valueOf(e.part()));
        yield new Running(
            running.request(),
            open,
            worse(running.worst(), ReplayOutcome.valueOf(e.outcome())),
            running.cancelled());
      }
      case ReplayEnded _ -> new Ended(running(replay).request());
    };
  }

  private static Running begun(ReplayRequested event) {
    Map<ReplayPart, Long> done =
        ReplayWhat.valueOf(event.what()).parts().stream()
            .collect(Collectors.toMap(part -> part, _ -> -1L));
    return new Running(event, done, ReplayOutcome.COMPLETED, false);
  }

  private static Running running(Replay replay) {
    return (Running) replay;
  }

  private static ReplayOutcome worse(ReplayOutcome one, ReplayOutcome other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static ReplayRequested requested(RequestReplay command) {
    return new ReplayRequested(
        command.targetId(),
        command.what().name(),
        command.rail(),
        command.fromBlock() == null ? ReplayRequested.NO_BLOCK : command.fromBlock(),
        command.toBlock() == null ? ReplayRequested.NO_BLOCK : command.toBlock(),
        command.projections().stream().sorted().map(Enum::name).collect(Collectors.joining(",")),
        command.requestedBy(),
        command.reason());
  }

  private static Rejection notFound() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such replay.");
  }
}
