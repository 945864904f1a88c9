package io.holdfast.query.transparency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiles in the database, as one transaction sees them. Each is read once. A tile never changes
 * but that the last of a level gets longer, so that every earlier tree can be read while it grows.
 */
final class StoredTiles implements Tiles {
  private final Connection connection;
  private final Map<Long, Tile> read = new HashMap<>();

  StoredTiles(Connection connection) {
    this.connection = connection;
  }

  /** How many leaves are in the tree. */
  long size() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select size from audit.tree");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new TreeDamaged("it is not known how large the tree is");
      }
      return row.getLong(1);
    }
  }

  @Override
  public Tile tile(int level, long index, int width) throws SQLException {
    long key = index * Long.SIZE + level;
    Tile known = read.get(key);
    if (known == null || known.width() < width) {
      known = load(level, index);
      read.put(key, known);
    }
    if (known.width() < width) {
      throw new TreeDamaged("tile %d of level %d is cut short".formatted(index, level));
    }
    return known;
  }

  void save(List<Tile> tiles, long size) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into audit.tile (level, index, hashes) values (?, ?, ?)
            on conflict (level, index) do update set hashes = excluded.hashes""")) {
      for (Tile tile : tiles) {
        statement.setInt(1, tile.level());
        statement.setLong(2, tile.index());
        statement.setBytes(3, tile.hashes());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("update audit.tree set size = ?")) {
      statement.setLong(1, size);
      statement.executeUpdate();
    }
  }

  private Tile load(int level, long index) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select hashes from audit.tile where level = ? and index = ?")) {
      statement.setInt(1, level);
      statement.setLong(2, index);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new TreeDamaged("tile %d of level %d is missing".formatted(index, level));
        }
        return new Tile(level, index, row.getBytes(1));
      }
    }
  }
}
