package io.holdfast.query.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree as RFC 6962 defines it, word for word, over leaves in memory; and one grown by tiles. */
final class PlainTree {
  private PlainTree() {}

  /** MTH of section 2.1. */
  static Hash root(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.EMPTY;
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = 1;
    while (left * 2 < leaves.size()) {
      left *= 2;
    }
    return Hash.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }

  static List<Hash> leaves(int count) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(Hash.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }

  /** Tiles in memory that refuse what is not there. */
  static final class Memory implements Tiles {
    private final Map<String, Tile> tiles = new HashMap<>();
    private long size;

    static Memory of(List<Hash> leaves) throws Exception {
      Memory memory = new Memory();
      memory.add(leaves);
      return memory;
    }

    void add(List<Hash> leaves) throws Exception {
      Edge edge = new Edge(this, size);
      for (Hash leaf : leaves) {
        edge.add(leaf);
      }
      edge.changed().forEach(tile -> tiles.put(tile.level() + "/" + tile.index(), tile));
      size += leaves.size();
    }

    @Override
    public Tile tile(int level, long index, int width) {
      Tile tile = tiles.get(level + "/" + index);
      if (tile == null || tile.width() < width) {
        throw new TreeDamaged("no tile " + level + "/" + index + " of " + width);
      }
      return tile;
    }

    int count() {
      return tiles.size();
    }
  }
}
