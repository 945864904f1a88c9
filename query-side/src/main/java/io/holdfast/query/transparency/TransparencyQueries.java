package io.holdfast.query.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.transparency.Checkpoints;
import io.holdfast.api.transparency.ConsistencyProof;
import io.holdfast.api.transparency.FindCheckpoint;
import io.holdfast.api.transparency.FindCheckpoints;
import io.holdfast.api.transparency.FindConsistency;
import io.holdfast.api.transparency.FindInclusion;
import io.holdfast.api.transparency.FindTile;
import io.holdfast.api.transparency.InclusionProof;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.api.transparency.TileFound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/**
 * Checkpoints and proofs. A proof costs as many reads as the tree has levels of tiles, whatever its
 * size. Blocks: asked on a worker.
 */
public final class TransparencyQueries {
  private static final int MOST_LEVELS = 8;

  private final TreeRoom room;

  TransparencyQueries(TreeRoom room) {
    this.room = room;
  }

  @QueryHandler
  public Checkpoints find(FindCheckpoint query) {
    Long size = query.size();
    return room.in(
        connection -> {
          StoredCheckpoints checkpoints = new StoredCheckpoints(connection);
          return new Checkpoints(
              (size == null ? checkpoints.newest() : checkpoints.of(size)).stream().toList(), null);
        });
  }

  @QueryHandler
  public Checkpoints find(FindCheckpoints query) {
    long before = query.before() == 0 ? Long.MAX_VALUE : query.before();
    List<SignedCheckpoint> found =
        room.in(connection -> new StoredCheckpoints(connection).below(before, query.limit() + 1));
    boolean more = found.size() > query.limit();
    List<SignedCheckpoint> page = more ? found.subList(0, query.limit()) : found;
    return new Checkpoints(page, more ? page.getLast().size() : null);
  }

  @QueryHandler
  public InclusionProof find(FindInclusion query) {
    return room.in(connection -> inclusion(connection, query));
  }

  @QueryHandler
  public ConsistencyProof find(FindConsistency query) {
    return room.in(connection -> consistency(connection, query));
  }

  @QueryHandler
  public TileFound find(FindTile query) {
    return room.in(connection -> tile(connection, query));
  }

  private static InclusionProof inclusion(Connection connection, FindInclusion query)
      throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    long size = size(tiles, query.size());
    if (query.logIndex() < 1 || query.logIndex() > size) {
      throw new Rejection(
          ErrorCode.EVENT_NOT_IN_TREE, "A tree of " + size + " has the events 1 to " + size + ".");
    }
    long leaf = query.logIndex() - 1;
    MerkleTree tree = new MerkleTree(tiles);
    return new InclusionProof(
        query.logIndex(),
        leaf,
        size,
        tiles.node(0, leaf).base64(),
        tree.root(size).base64(),
        texts(tree.inclusion(leaf, size)));
  }

  private static ConsistencyProof consistency(Connection connection, FindConsistency query)
      throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    long size = size(tiles, query.size());
    if (query.before() < 1 || query.before() > size) {
      throw outOfRange(size);
    }
    MerkleTree tree = new MerkleTree(tiles);
    return new ConsistencyProof(
        query.before(),
        size,
        tree.root(query.before()).base64(),
        tree.root(size).base64(),
        texts(tree.consistency(query.before(), size)));
  }

  private static TileFound tile(Connection connection, FindTile query) throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    if (!isPossible(query) || !has(tiles.size() >> (query.level() * Tile.HEIGHT), query)) {
      throw new Rejection(ErrorCode.NOT_FOUND, "The tree has no such tile.");
    }
    return new TileFound(
        tiles.tile(query.level(), query.index(), query.width()).first(query.width()).hashes());
  }

  private static boolean isPossible(FindTile query) {
    return query.level() >= 0
        && query.level() < MOST_LEVELS
        && query.index() >= 0
        && query.width() >= 1
        && query.width() <= Tile.WIDTH;
  }

  /** Whether a level with so many hashes has this tile. */
  private static boolean has(long hashes, FindTile query) {
    return query.index() <= hashes / Tile.WIDTH
        && query.index() * Tile.WIDTH + query.width() <= hashes;
  }

  /** 0 asks for the tree as it is. */
  private static long size(StoredTiles tiles, long asked) throws SQLException {
    long whole = tiles.size();
    if (whole == 0 || asked < 0 || asked > whole) {
      throw outOfRange(whole);
    }
    return asked == 0 ? whole : asked;
  }

  private static Rejection outOfRange(long size) {
    return new Rejection(
        ErrorCode.TREE_SIZE_OUT_OF_RANGE, "There are trees of 1 to " + size + " events.");
  }

  private static List<String> texts(List<Hash> hashes) {
    return hashes.stream().map(Hash::base64).toList();
  }
}
