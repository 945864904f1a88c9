package io.holdfast.query.rail;

import io.holdfast.api.rail.BlockApplied;
import io.holdfast.query.fold.Table;
import org.jspecify.annotations.Nullable;

/**
 * A block that was taken in.
 *
 * @param appliedIndex the last time that it was
 * @param orphanedIndex when it lost its place since then; null while it stands
 */
record RailBlockRow(
    String rail,
    String hash,
    long height,
    long firstIndex,
    long appliedIndex,
    @Nullable Long orphanedIndex,
    long logIndex) {
  static final Table<RailBlockRow> TABLE =
      Table.<RailBlockRow>named("rail_block")
          .key("rail", RailBlockRow::rail)
          .key("hash", RailBlockRow::hash)
          .number("height", RailBlockRow::height)
          .number("first_index", RailBlockRow::firstIndex)
          .number("applied_index", RailBlockRow::appliedIndex)
          .number("orphaned_index", RailBlockRow::orphanedIndex)
          .number("log_index", RailBlockRow::logIndex)
          .readBy(
              row ->
                  new RailBlockRow(
                      row.text("rail"),
                      row.text("hash"),
                      row.number("height"),
                      row.number("first_index"),
                      row.number("applied_index"),
                      row.numberOrNull("orphaned_index"),
                      row.number("log_index")));

  static RailBlockRow first(BlockApplied event, long index) {
    return new RailBlockRow(event.rail(), event.hash(), event.height(), index, index, null, index);
  }

  RailBlockRow appliedAgain(long index) {
    return new RailBlockRow(rail, hash, height, firstIndex, index, null, index);
  }

  RailBlockRow orphaned(long index) {
    return new RailBlockRow(rail, hash, height, firstIndex, appliedIndex, index, index);
  }
}
