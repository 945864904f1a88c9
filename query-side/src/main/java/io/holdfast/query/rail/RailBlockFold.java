package io.holdfast.query.rail;

import io.holdfast.api.Event;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which blocks were taken in, and when by the log. A block that lost its place and comes back keeps
 * the index at which it was taken in first.
 */
public final class RailBlockFold implements Fold {
  private final Rows<RailBlockRow> blocks;

  public RailBlockFold(String schema) {
    blocks = new Rows<>(RailBlockRow.TABLE, schema);
  }

  @Override
  public String kind() {
    return "rail-block";
  }

  @Override
  public void want(Event event) {
    switch (event) {
      case BlockApplied e -> blocks.want(e.rail(), e.hash());
      case BlockOrphaned e -> blocks.want(e.rail(), e.hash());
      default -> {}
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    blocks.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    switch (logged.event()) {
      case BlockApplied e -> applied(e, logged.index());
      case BlockOrphaned e -> orphaned(e, logged.index());
      default -> {}
    }
  }

  private void applied(BlockApplied event, long index) {
    RailBlockRow before = blocks.get(event.rail(), event.hash());
    if (before == null) {
      blocks.put(RailBlockRow.first(event, index));
    } else if (before.logIndex() < index) {
      blocks.put(before.appliedAgain(index));
    }
  }

  /** One that was never taken in has no place to lose. */
  private void orphaned(BlockOrphaned event, long index) {
    RailBlockRow before = blocks.get(event.rail(), event.hash());
    if (before != null && before.logIndex() < index) {
      blocks.put(before.orphaned(index));
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return blocks.flush(connection);
  }
}
