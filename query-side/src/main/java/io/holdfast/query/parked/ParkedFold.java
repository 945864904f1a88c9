package io.holdfast.query.parked;

import io.holdfast.api.Event;
import io.holdfast.api.parked.FailureParked;
import io.holdfast.api.parked.ParkedDiscarded;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.parked.ParkedResolved;
import io.holdfast.api.parked.ParkedRetryFailed;
import io.holdfast.api.parked.ParkedRetryOrdered;
import io.holdfast.api.parked.ParkedState;
import io.holdfast.api.query.ParkedView;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What was parked. What failed anew after it was resolved begins again in the same row. */
public final class ParkedFold implements Fold {
  public static final String KIND = "parked";

  private final Rows<Stored<ParkedView>> parked;

  public ParkedFold(String schema) {
    parked = new Rows<>(ParkedRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof ParkedEvent e) {
      parked.want(e.parkedId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    parked.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof FailureParked e) {
      failed(e, logged);
    } else if (logged.event() instanceof ParkedEvent e) {
      Stored.change(parked, e.parkedId(), logged, view -> step(view, e, logged));
    }
  }

  private void failed(FailureParked e, LoggedEvent logged) {
    Stored<ParkedView> before = parked.get(e.parkedId());
    if (before == null) {
      parked.put(new Stored<>(first(e, logged), logged.index()));
    } else if (before.logIndex() < logged.index()) {
      parked.put(new Stored<>(first(e, logged), before.createdIndex()));
    }
  }

  private static ParkedView first(FailureParked e, LoggedEvent logged) {
    return new ParkedView(
        e.parkedId(),
        e.kind(),
        e.source(),
        e.what(),
        e.target(),
        e.payload(),
        e.errorCode(),
        e.error(),
        e.blockHash() == null ? null : e.height(),
        e.blockHash(),
        e.transaction(),
        openState(e.nextRetryAtMillis()).name(),
        0,
        time(e.nextRetryAtMillis()),
        null,
        null,
        e.parkedAtMillis(),
        logged.atMillis(),
        logged.index());
  }

  /** Pure: what was parked, after one event. */
  private static ParkedView step(ParkedView view, ParkedEvent event, LoggedEvent logged) {
    return switch (event) {
      case FailureParked e -> first(e, logged);
      case ParkedRetryOrdered e ->
          in(view, ParkedState.WAITING, time(e.retryAtMillis()), e.orderedBy(), null, logged);
      case ParkedRetryFailed e -> failedAgain(view, e, logged);
      case ParkedResolved e ->
          in(view, ParkedState.RESOLVED, null, view.decidedBy(), e.outcome(), logged);
      case ParkedDiscarded e ->
          in(view, ParkedState.DISCARDED, null, e.discardedBy(), e.reason(), logged);
    };
  }

  private static ParkedView failedAgain(ParkedView view, ParkedRetryFailed e, LoggedEvent logged) {
    return new ParkedView(
        view.parkedId(),
        view.kind(),
        view.source(),
        view.what(),
        view.target(),
        view.payload(),
        e.errorCode(),
        e.error(),
        view.height(),
        view.blockHash(),
        view.transaction(),
        openState(e.nextRetryAtMillis()).name(),
        e.attempt(),
        time(e.nextRetryAtMillis()),
        view.decidedBy(),
        null,
        view.parkedAtMillis(),
        logged.atMillis(),
        logged.index());
  }

  private static ParkedView in(
      ParkedView view,
      ParkedState state,
      @Nullable Long nextRetryAtMillis,
      @Nullable String decidedBy,
      @Nullable String detail,
      LoggedEvent logged) {
    return new ParkedView(
        view.parkedId(),
        view.kind(),
        view.source(),
        view.what(),
        view.target(),
        view.payload(),
        view.errorCode(),
        view.error(),
        view.height(),
        view.blockHash(),
        view.transaction(),
        state.name(),
        view.attempts(),
        nextRetryAtMillis,
        decidedBy,
        detail,
        view.parkedAtMillis(),
        logged.atMillis(),
        logged.index());
  }

  private static ParkedState openState(long nextRetryAtMillis) {
    return nextRetryAtMillis == 0 ? ParkedState.HELD : ParkedState.WAITING;
  }

  private static @Nullable Long time(long millis) {
    return millis == 0 ? null : millis;
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return parked.flush(connection);
  }
}
