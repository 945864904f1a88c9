package io.holdfast.query.transparency;

import java.util.Arrays;

/**
 * So many hashes beside each other, as C2SP tlog-tiles cuts a tree: at level 0 the hashes of
 * leaves, at level n of the roots over 256^n leaves each. Only the last tile of a level has fewer
 * than 256. Immutable.
 *
 * @param index counts the tiles of a level from 0
 * @param hashes one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Tile(int level, long index, byte[] hashes) {
  /** How many hashes a tile holds when it is full. */
  public static final int WIDTH = 256;

  /** Each level of tiles is so many levels of the tree. */
  public static final int HEIGHT = 8;

  public Tile {
    if (hashes.length % Hash.SIZE_BYTES != 0 || hashes.length > WIDTH * Hash.SIZE_BYTES) {
      throw new IllegalArgumentException("a tile has 256 hashes at most");
    }
  }

  public int width() {
    return hashes.length / Hash.SIZE_BYTES;
  }

  public boolean isFull() {
    return width() == WIDTH;
  }

  /** The first hashes of it. */
  public Tile first(int width) {
    return new Tile(level, index, Arrays.copyOf(hashes, width * Hash.SIZE_BYTES));
  }

  public Hash at(int place) {
    return new Hash(
        Arrays.copyOfRange(hashes, place * Hash.SIZE_BYTES, (place + 1) * Hash.SIZE_BYTES));
  }

  /** The node over {@code 2^height} hashes of it. */
  public Hash over(int from, int height) {
    if (height == 0) {
      return at(from);
    }
    int half = 1 << (height - 1);
    return Hash.node(over(from, height - 1), over(from + half, height - 1));
  }

  Tile with(Hash next) {
    byte[] longer = Arrays.copyOf(hashes, hashes.length + Hash.SIZE_BYTES);
    System.arraycopy(next.bytes(), 0, longer, hashes.length, Hash.SIZE_BYTES);
    return new Tile(level, index, longer);
  }
}
