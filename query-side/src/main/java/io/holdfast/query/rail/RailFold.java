package io.holdfast.query.rail;

import io.holdfast.api.Event;
import io.holdfast.api.query.RailView;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.FreezeDecided;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.RailPaused;
import io.holdfast.api.rail.RailResumed;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.RailStateChanged;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;

/** Where each rail stands. Any event of a rail may be its first: it then syncs from nothing. */
public final class RailFold implements Fold {
  public static final String KIND = "rail";

  private final Rows<Stored<RailView>> rails;

  public RailFold(String schema) {
    rails = new Rows<>(RailRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof RailEvent e) {
      rails.want(nameOf(e));
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    rails.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof RailEvent event) {
      Stored<RailView> row = rails.get(nameOf(event));
      if (row == null) {
        rails.put(new Stored<>(step(blank(event, logged), event, logged), logged.index()));
      } else if (row.logIndex() < logged.index()) {
        rails.put(new Stored<>(step(row.view(), event, logged), row.createdIndex()));
      }
    }
  }

  /** Pure: the rail after one event. */
  static RailView step(RailView rail, RailEvent event, LoggedEvent logged) {
    return switch (event) {
      case BlockApplied e ->
          cursor(rail, e.height(), e.hash(), e.headHeight(), e.minedAtMillis(), 0, logged);
      case BlockOrphaned e ->
          cursor(
              rail, e.tipHeight(), e.tipHash(), rail.headHeight(), rail.minedAtMillis(), 1, logged);
      case RailStateChanged e -> state(rail, e.state(), e.reason(), logged);
      case FreezeDecided e ->
          state(
              rail,
              rail.state(),
              "an administrator accepted the node's branch, and it is gone over to",
              logged);
      case RailPaused e -> state(rail, RailState.PAUSED.name(), e.reason(), logged);
      case RailResumed e -> state(rail, RailState.SYNCING.name(), e.reason(), logged);
    };
  }

  private static RailView blank(RailEvent event, LoggedEvent logged) {
    return new RailView(
        nameOf(event),
        RailState.SYNCING.name(),
        "",
        0,
        "",
        0,
        0,
        0,
        logged.atMillis(),
        0,
        logged.index());
  }

  private static RailView cursor(
      RailView rail,
      long height,
      String hash,
      long headHeight,
      long minedAtMillis,
      int orphaned,
      LoggedEvent logged) {
    return new RailView(
        rail.rail(),
        rail.state(),
        rail.reason(),
        height,
        hash,
        headHeight,
        RailRows.lag(headHeight, height),
        minedAtMillis,
        logged.atMillis(),
        rail.orphanedBlocks() + orphaned,
        logged.index());
  }

  private static RailView state(RailView rail, String state, String reason, LoggedEvent logged) {
    return new RailView(
        rail.rail(),
        state,
        reason,
        rail.height(),
        rail.hash(),
        rail.headHeight(),
        rail.lagBlocks(),
        rail.minedAtMillis(),
        logged.atMillis(),
        rail.orphanedBlocks(),
        logged.index());
  }

  private static String nameOf(RailEvent event) {
    return switch (event) {
      case BlockApplied e -> e.rail();
      case BlockOrphaned e -> e.rail();
      case FreezeDecided e -> e.rail();
      case RailStateChanged e -> e.rail();
      case RailPaused e -> e.rail();
      case RailResumed e -> e.rail();
    };
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return rails.flush(connection);
  }
}
