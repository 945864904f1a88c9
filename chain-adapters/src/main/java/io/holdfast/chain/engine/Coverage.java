package io.holdfast.chain.engine;

import io.holdfast.api.query.FindCoverage;
import io.holdfast.api.query.RailCoverage;
import io.holdfast.api.query.RailCoverage.Stretch;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.Rails;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Certifies what of its chain a rail has stored, by looking at every stored block. Thread-safe; a
 * question reads the rail's whole chain in one statement, so that no block moves meanwhile.
 */
public final class Coverage {
  /** A stretch begins where the block below is missing or is not this block's parent. */
  private static final String CERTIFICATE =
      """
      WITH chain AS (
        SELECT b.height, b.hash,
          lag(b.height) OVER heights IS NOT DISTINCT FROM b.height - 1
            AND lag(b.hash) OVER heights IS NOT DISTINCT FROM b.parent_hash AS stands
        FROM rail.block b JOIN rail.cursor c USING (rail)
        WHERE b.rail = :rail AND b.state IN ('APPLIED', 'LEAVING') AND b.height <= c.height
        WINDOW heights AS (ORDER BY b.height)
      ), numbered AS (
        SELECT height, hash, count(*) FILTER (WHERE NOT stands) OVER (ORDER BY height) AS stretch
        FROM chain
      ), stretch AS (
        SELECT min(height) AS from_height, max(height) AS to_height, count(*) AS blocks
        FROM numbered GROUP BY stretch
      )
      SELECT c.height, c.hash, c.final_height, coalesce(c.head_height, -1) AS head_height,
        coalesce(c.head_seen_at_millis, 0) AS head_seen_at_millis,
        s.from_height, f.hash AS from_hash, s.to_height, t.hash AS to_hash, s.blocks
      FROM rail.cursor c
      LEFT JOIN stretch s ON true
      LEFT JOIN chain f ON f.height = s.from_height
      LEFT JOIN chain t ON t.height = s.to_height
      WHERE c.rail = :rail ORDER BY s.from_height""";

  private final JdbcClient db;
  private final Rails rails;

  public Coverage(JdbcClient db, Rails rails) {
    this.db = db;
    this.rails = rails;
  }

  /**
   * @throws io.holdfast.api.error.Rejection UNKNOWN_RAIL
   */
  @QueryHandler
  public RailCoverage of(FindCoverage query) {
    String rail = rails.require(query.rail()).id();
    List<Row> rows = db.sql(CERTIFICATE).param("rail", rail).query((row, _) -> row(row)).list();
    if (rows.isEmpty()) {
      return new RailCoverage(rail, null, List.of(), null, -1, -1, 0);
    }
    List<Stretch> stretches = rows.stream().flatMap(row -> Stream.ofNullable(row.stretch)).toList();
    Row any = rows.getFirst();
    Stretch last = stretches.isEmpty() ? null : stretches.getLast();
    boolean reachesCursor = last != null && last.to().equals(any.cursor);
    return new RailCoverage(
        rail,
        reachesCursor ? last : null,
        reachesCursor ? stretches.subList(0, stretches.size() - 1) : stretches,
        any.cursor,
        any.finalHeight,
        any.headHeight,
        any.headSeenAtMillis);
  }

  private record Row(
      @Nullable Stretch stretch,
      @Nullable BlockRef cursor,
      long finalHeight,
      long headHeight,
      long headSeenAtMillis) {}

  private static Row row(ResultSet row) throws SQLException {
    BlockRef from = block(row, "from_height", "from_hash");
    BlockRef to = block(row, "to_height", "to_hash");
    return new Row(
        from == null || to == null ? null : new Stretch(from, to, row.getLong("blocks")),
        block(row, "height", "hash"),
        row.getLong("final_height"),
        row.getLong("head_height"),
        row.getLong("head_seen_at_millis"));
  }

  private static @Nullable BlockRef block(ResultSet row, String height, String hash)
      throws SQLException {
    String found = row.getString(hash);
    return found == null ? null : new BlockRef(row.getLong(height), found);
  }
}
