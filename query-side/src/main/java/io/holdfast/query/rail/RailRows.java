package io.holdfast.query.rail;

import io.holdfast.api.query.RailView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How rails stand in their table; the lag follows from the heights. */
final class RailRows {
  static final Table<Stored<RailView>> TABLE =
      Table.<Stored<RailView>>named("rail")
          .key("rail", row -> row.view().rail())
          .text("state", row -> row.view().state())
          .text("reason", row -> row.view().reason())
          .number("height", row -> row.view().height())
          .text("hash", row -> row.view().hash())
          .number("head_height", row -> row.view().headHeight())
          .number("mined_at_millis", row -> row.view().minedAtMillis())
          .number("changed_at_millis", row -> row.view().changedAtMillis())
          .number("orphaned_blocks", row -> row.view().orphanedBlocks())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private RailRows() {}

  static RailView view(Columns row) {
    return new RailView(
        row.text("rail"),
        row.text("state"),
        row.text("reason"),
        row.number("height"),
        row.text("hash"),
        row.number("head_height"),
        lag(row.number("head_height"), row.number("height")),
        row.number("mined_at_millis"),
        row.number("changed_at_millis"),
        row.number("orphaned_blocks"),
        row.number("log_index"));
  }

  /** A node that fell back to an older chain is not behind us by less than nothing. */
  static long lag(long headHeight, long height) {
    return Math.max(0, headHeight - height);
  }
}
