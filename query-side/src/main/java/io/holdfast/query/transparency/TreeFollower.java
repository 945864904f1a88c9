package io.holdfast.query.transparency;

import io.holdfast.query.follow.Follower;
import io.holdfast.query.follow.LogRow;
import io.holdfast.query.follow.LogRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Grows the tree behind the log. The same log gives the same tree, whenever and wherever it is
 * grown, so that what a crash took back is grown again.
 */
public final class TreeFollower implements Follower {
  private static final long LOCK = 0x686f_6c64_7472_6565L;

  private final LogRows log;
  private final int batch;

  /**
   * @param batch most events that are taken in one transaction
   */
  public TreeFollower(LogRows log, int batch) {
    this.log = log;
    this.batch = batch;
  }

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public long lock() {
    return LOCK;
  }

  @Override
  public Followed follow(Connection connection) throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    long size = tiles.size();
    Agreement.Rest rest = Agreement.require(log, tiles, size, batch);
    if (rest.rows().isEmpty()) {
      return new Followed(size, rest.head(), false);
    }
    needNotWaitForTheDisk(connection);
    Edge edge = new Edge(tiles, size);
    for (LogRow row : rest.rows()) {
      edge.add(LeafEncoding.hash(row));
    }
    long grown = size + rest.rows().size();
    tiles.save(edge.changed(), grown);
    return new Followed(grown, Math.max(grown, rest.head()), rest.rows().size() == batch);
  }

  @Override
  public Followed look(Connection connection) throws SQLException {
    long size = new StoredTiles(connection).size();
    return new Followed(size, Math.max(size, log.head()), false);
  }

  /** What is lost with the machine is grown again; a checkpoint waits, and for all before it. */
  private static void needNotWaitForTheDisk(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit to off");
    }
  }
}
