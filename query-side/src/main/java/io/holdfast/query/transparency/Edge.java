package io.holdfast.query.transparency;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The right edge of a tree, where it grows: the last tile of each level, as long as it is not full.
 * A tile that gets full gives its root to the level above. Used by one thread.
 */
final class Edge {
  private final Tiles stored;
  private final List<Tile> full = new ArrayList<>();
  private final TreeMap<Integer, Tile> growing = new TreeMap<>();
  private final long began;

  /**
   * @param size how many leaves are stored
   */
  Edge(Tiles stored, long size) {
    this.stored = stored;
    this.began = size;
  }

  void add(Hash leaf) throws SQLException {
    add(0, leaf);
  }

  /** Every tile that is other than before. */
  List<Tile> changed() {
    List<Tile> changed = new ArrayList<>(full);
    growing.values().stream().filter(tile -> tile.width() > 0).forEach(changed::add);
    return changed;
  }

  private void add(int level, Hash hash) throws SQLException {
    Tile tile = of(level).with(hash);
    if (tile.isFull()) {
      full.add(tile);
      growing.put(level, new Tile(level, tile.index() + 1, new byte[0]));
      add(level + 1, tile.over(0, Tile.HEIGHT));
    } else {
      growing.put(level, tile);
    }
  }

  private Tile of(int level) throws SQLException {
    Tile known = growing.get(level);
    if (known != null) {
      return known;
    }
    long hashes = began >> (level * Tile.HEIGHT);
    int width = (int) (hashes % Tile.WIDTH);
    long index = hashes / Tile.WIDTH;
    return width == 0
        ? new Tile(level, index, new byte[0])
        : stored.tile(level, index, width).first(width);
  }
}
