package io.holdfast.query.statement;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.statement.AsOf.Block;
import io.holdfast.api.statement.Known;
import io.holdfast.query.fold.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that a rail took in at one height, and which of them is meant.
 *
 * @param lowest the first height that the rail ever took in; null where it took in nothing
 * @param highest the height of its cursor
 */
record BlocksAt(
    Block asked,
    long reflectedIndex,
    boolean railKnown,
    @Nullable Long lowest,
    @Nullable Long highest,
    List<Candidate> candidates) {

  /** A block that was taken in, and the index at which, as it is meant. */
  record Taken(long logIndex, String hash) {}

  private record Candidate(String hash, long firstIndex, long appliedIndex, boolean stands) {}

  /** One block at the height, or none where only the rail was told. */
  record Row(
      long reflectedIndex,
      boolean railKnown,
      @Nullable Long lowest,
      @Nullable Long highest,
      Optional<Candidate> candidate) {
    static Row of(Columns row) {
      return new Row(
          row.number("reflected_index"),
          row.flag("rail_known"),
          row.numberOrNull("lowest"),
          row.numberOrNull("highest"),
          Optional.ofNullable(row.textOrNull("hash"))
              .map(
                  hash ->
                      new Candidate(
                          hash,
                          row.number("first_index"),
                          row.number("applied_index"),
                          row.numberOrNull("orphaned_index") == null)));
    }
  }

  static String sql(String schema) {
    return """
        select p.log_index as reflected_index,
          exists (select from %1$s.rail r where r.rail = :rail) as rail_known,
          (select min(height) from %1$s.rail_block where rail = :rail) as lowest,
          (select max(height) from %1$s.rail_block
           where rail = :rail and orphaned_index is null) as highest,
          b.hash, b.first_index, b.applied_index, b.orphaned_index
        from %1$s.progress p
          left join %1$s.rail_block b on b.rail = :rail and b.height = :height"""
        .formatted(schema);
  }

  static Map<String, Object> parameters(Block block) {
    return Map.of("rail", block.rail(), "height", block.height());
  }

  static BlocksAt of(Block asked, List<Row> rows) {
    Row any = rows.getFirst();
    return new BlocksAt(
        asked,
        any.reflectedIndex(),
        any.railKnown(),
        any.lowest(),
        any.highest(),
        rows.stream().map(Row::candidate).flatMap(Optional::stream).toList());
  }

  /**
   * The one that is meant. Known then: the one that was taken in first, as it was for the first
   * time; known now: the one that stands, as it was for the last.
   *
   * @throws Rejection where there is none
   */
  Taken require(Known known) {
    Optional<Taken> taken =
        switch (known) {
          case THEN ->
              named()
                  .min(Comparator.comparingLong(Candidate::firstIndex))
                  .map(block -> new Taken(block.firstIndex, block.hash));
          case NOW ->
              named()
                  .filter(Candidate::stands)
                  .findFirst()
                  .map(block -> new Taken(block.appliedIndex, block.hash));
        };
    return taken.orElseThrow(this::refusal);
  }

  private Stream<Candidate> named() {
    return candidates.stream()
        .filter(block -> asked.hash() == null || asked.hash().equals(block.hash));
  }

  private Rejection refusal() {
    if (!railKnown) {
      return new Rejection(
          ErrorCode.UNKNOWN_RAIL, "There is no such rail. GET /api/rails lists them.");
    }
    if (asked.hash() != null && named().findAny().isPresent()) {
      return new Rejection(
          ErrorCode.BLOCK_ORPHANED, "The block has lost its place: ask for it as known then.");
    }
    if (lowest != null && asked.height() < lowest) {
      return new Rejection(
          ErrorCode.BLOCK_BELOW_START, "The rail took in its first block above this one.");
    }
    if (highest == null || asked.height() > highest) {
      return new Rejection(
          ErrorCode.BLOCK_ABOVE_CURSOR, "The rail has not taken in a block of this height.");
    }
    return candidates.isEmpty()
        ? new Rejection(ErrorCode.BLOCK_IN_GAP, "The rail never took in a block of this height.")
        : new Rejection(ErrorCode.NOT_FOUND, "The rail never took in this block.");
  }
}
