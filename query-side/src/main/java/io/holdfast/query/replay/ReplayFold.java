package io.holdfast.query.replay;

import io.holdfast.api.Event;
import io.holdfast.api.query.ReplayView;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayEnded;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplayPartEnded;
import io.holdfast.api.replay.ReplayProgressed;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.api.replay.ReplayWhat;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays, as far as they are. */
public final class ReplayFold implements Fold {
  public static final String KIND = "replay";
  private static final String REQUESTED = "REQUESTED";
  private static final String RUNNING = "RUNNING";
  private static final String CANCELLING = "CANCELLING";

  private final Rows<Stored<ReplayView>> replays;

  public ReplayFold(String schema) {
    replays = new Rows<>(ReplayRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof ReplayEvent e) {
      replays.want(e.replayId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    replays.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof ReplayRequested e) {
      Stored.begin(replays, e.replayId(), first(e, logged));
    } else if (logged.event() instanceof ReplayEvent e) {
      Stored.change(replays, e.replayId(), logged, view -> step(view, e, logged));
    }
  }

  private static ReplayView first(ReplayRequested e, LoggedEvent logged) {
    return new ReplayView(
        e.replayId(),
        e.what(),
        e.rail(),
        block(e.fromBlock()),
        block(e.toBlock()),
        e.projections().isEmpty() ? List.of() : List.of(e.projections().split(",", -1)),
        e.requestedBy(),
        e.reason(),
        REQUESTED,
        ReplayWhat.valueOf(e.what()).parts().stream()
            .map(part -> new ReplayView.Part(part.name(), REQUESTED, 0, 0, null, List.of()))
            .toList(),
        null,
        logged.atMillis(),
        null,
        logged.index());
  }

  private static @Nullable Long block(long height) {
    return height == ReplayRequested.NO_BLOCK ? null : height;
  }

  /** Pure: a replay after one event. */
  private static ReplayView step(ReplayView view, ReplayEvent event, LoggedEvent logged) {
    return switch (event) {
      case ReplayRequested e -> first(e, logged);
      case ReplayProgressed e ->
          with(
              view,
              view.cancelledBy() == null ? RUNNING : CANCELLING,
              replaced(
                  view,
                  new ReplayView.Part(e.part(), RUNNING, e.done(), e.total(), null, List.of())),
              view.cancelledBy(),
              null,
              logged);
      case ReplayCancellationOrdered e ->
          with(view, CANCELLING, view.parts(), e.orderedBy(), null, logged);
      case ReplayPartEnded e ->
          with(view, view.state(), ended(view, e), view.cancelledBy(), null, logged);
      case ReplayEnded e ->
          with(view, e.outcome(), view.parts(), view.cancelledBy(), logged.atMillis(), logged);
    };
  }

  private static List<ReplayView.Part> ended(ReplayView view, ReplayPartEnded e) {
    ReplayView.Part before =
        view.parts().stream()
            .filter(part -> part.part().equals(e.part()))
            .findFirst()
            .orElseThrow();
    return replaced(
        view,
        new ReplayView.Part(
            e.part(), e.outcome(), before.done(), before.total(), e.detail(), e.findings()));
  }

  private static List<ReplayView.Part> replaced(ReplayView view, ReplayView.Part now) {
    return view.parts().stream().map(part -> part.part().equals(now.part()) ? now : part).toList();
  }

  private static ReplayView with(
      ReplayView view,
      String state,
      List<ReplayView.Part> parts,
      @Nullable String cancelledBy,
      @Nullable Long endedAtMillis,
      LoggedEvent logged) {
    return new ReplayView(
        view.replayId(),
        view.what(),
        view.rail(),
        view.fromBlock(),
        view.toBlock(),
        view.projections(),
        view.requestedBy(),
        view.reason(),
        state,
        parts,
        cancelledBy,
        view.requestedAtMillis(),
        endedAtMillis,
        logged.index());
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return replays.flush(connection);
  }
}
