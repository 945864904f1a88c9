package io.holdfast.chain.engine;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindFork;
import io.holdfast.api.query.RailFork;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.Rails;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows what there is to decide about a frozen rail. Thread-safe. */
public final class Forks {
  private final JdbcClient db;
  private final Rails rails;

  public Forks(JdbcClient db, Rails rails) {
    this.db = db;
    this.rails = rails;
  }

  /**
   * @throws Rejection UNKNOWN_RAIL, NOT_FOUND
   */
  @QueryHandler
  public RailFork of(FindFork query) {
    String rail = rails.require(query.rail()).id();
    return db.sql(
            """
            SELECT f.*, c.height, c.hash, c.final_height
            FROM rail.fork f JOIN rail.cursor c USING (rail) WHERE rail = :rail""")
        .param("rail", rail)
        .query((row, _) -> fork(rail, row))
        .optional()
        .orElseThrow(
            () ->
                new Rejection(ErrorCode.NOT_FOUND, "There is nothing to decide about this rail."));
  }

  private static RailFork fork(String rail, ResultSet row) throws SQLException {
    BlockRef ours = new BlockRef(row.getLong("height"), row.getString("hash"));
    BlockRef meets = new BlockRef(row.getLong("meets_height"), row.getString("meets_hash"));
    return new RailFork(
        rail,
        ours,
        meets,
        new BlockRef(meets.height() + 1, row.getString("branch_hash")),
        row.getLong("final_height"),
        ours.height() - meets.height(),
        row.getBoolean("accepted"));
  }
}
