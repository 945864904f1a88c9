package io.holdfast.api.transparency;

/**
 * A tile of the tree (C2SP tlog-tiles); answered with {@link TileFound}. Ends with NOT_FOUND where
 * the tree has not so many hashes there.
 *
 * @param level 0 for the hashes of events
 * @param index counted from 0
 * @param width how many hashes; 256 for a full tile
 */
public record FindTile(int level, long index, int width) {}
