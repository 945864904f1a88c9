package io.holdfast.query.transparency;

import java.sql.SQLException;

/** The tiles of a tree as {@link Nodes}. */
public interface Tiles extends Nodes {
  /**
   * A tile with at least as many hashes as asked for.
   *
   * @throws TreeDamaged where there is none
   */
  Tile tile(int level, long index, int width) throws SQLException;

  @Override
  default Hash node(int height, long index) throws SQLException {
    int level = height / Tile.HEIGHT;
    int above = height % Tile.HEIGHT;
    long first = index << above;
    int from = (int) (first % Tile.WIDTH);
    return tile(level, first / Tile.WIDTH, from + (1 << above)).over(from, above);
  }
}
