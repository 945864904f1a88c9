package io.holdfast.query.transparency;

import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.query.follow.Follower;
import io.holdfast.query.follow.LogRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs the tree: at intervals while it grows, and when asked to. Never a tree that does not begin
 * with the one that it signed before, and never one that the log contradicts; the stored nodes must
 * lead to both roots, so that a damaged tree is not signed either.
 */
public final class Notary implements Follower {
  private static final long LOCK = 0x686f_6c64_6e6f_7465L;

  private final LogRows log;
  private final SigningKey key;
  private final Clock clock;
  private final Duration interval;

  /**
   * @param key its name is the log's origin
   * @param interval between two checkpoints that nobody asked for
   */
  public Notary(LogRows log, SigningKey key, Clock clock, Duration interval) {
    this.log = log;
    this.key = key;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public String name() {
    return "checkpoints";
  }

  @Override
  public long lock() {
    return LOCK;
  }

  @Override
  public Followed follow(Connection connection) throws SQLException {
    Followed now = look(connection);
    if (now.lagEvents() == 0 || !isDue(connection)) {
      return now;
    }
    return new Followed(sign(connection), now.head(), false);
  }

  @Override
  public Followed look(Connection connection) throws SQLException {
    long size = new StoredTiles(connection).size();
    long signed = new StoredCheckpoints(connection).newest().map(SignedCheckpoint::size).orElse(0L);
    return new Followed(signed, Math.max(signed, size), false);
  }

  /**
   * Signs all that is in the tree, unless that is signed already.
   *
   * @param connection in a transaction that holds the lock
   * @return how many events are signed; 0 where there are none
   * @throws TreeDamaged where that must not be signed
   */
  long sign(Connection connection) throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    StoredCheckpoints checkpoints = new StoredCheckpoints(connection);
    long size = tiles.size();
    Optional<SignedCheckpoint> newest = checkpoints.newest();
    Agreement.require(log, tiles, size, 1);
    CheckpointText text =
        new CheckpointText(key.verifier().name(), size, new MerkleTree(tiles).root(size));
    if (newest.isPresent()) {
      requireGrownFrom(newest.get(), text, tiles);
    }
    if (size > newest.map(SignedCheckpoint::size).orElse(0L)) {
      checkpoints.add(size, clock.instant(), key.sign(text.toString()));
    }
    return size;
  }

  private boolean isDue(Connection connection) throws SQLException {
    return new StoredCheckpoints(connection)
        .newest()
        .map(newest -> newest.madeAtMillis() + interval.toMillis() <= clock.millis())
        .orElse(true);
  }

  private void requireGrownFrom(SignedCheckpoint newest, CheckpointText text, Tiles tiles)
      throws SQLException {
    CheckpointText before = StoredCheckpoints.text(newest.note());
    if (!key.verifier().signed(Note.parse(newest.note()))) {
      throw new TreeDamaged(
          "the newest checkpoint is signed by another key than %s".formatted(key.verifier()));
    }
    if (text.size() < before.size()) {
      throw new TreeDamaged("the tree is smaller than the one that was signed");
    }
    if (!Proofs.consistent(
        before.size(),
        text.size(),
        new MerkleTree(tiles).consistency(before.size(), text.size()),
        before.root(),
        text.root())) {
      throw new TreeDamaged(
          "the tree does not begin with the %d events that were signed".formatted(before.size()));
    }
  }
}
