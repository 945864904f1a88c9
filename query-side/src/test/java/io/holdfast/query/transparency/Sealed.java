package io.holdfast.query.transparency;

import io.holdfast.api.transparency.Checkpoints;
import io.holdfast.api.transparency.FindCheckpoint;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.query.follow.FollowLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A stored log with its tree, its key, and two witnesses, wired by hand; nothing runs by itself.
 */
final class Sealed {
  static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration SELDOM = Duration.ofHours(1);

  final StoredLog log = new StoredLog();
  final TestKeys.Witness witness = new TestKeys.Witness("witness.example/one");
  final SigningKey key;
  final Notary notary;
  final FollowLoop tree;
  final FollowLoop checkpoints;
  final Seal seal;
  final TransparencyQueries queries;
  final BundleQueries bundles;
  private Instant now = NOW;

  Sealed() {
    this(TestKeys.ofLog("example.com/log"));
  }

  Sealed(SigningKey key) {
    this.key = key;
    TreeRoom room = new TreeRoom(log.source);
    Witnesses witnesses =
        new Witnesses(List.of(witness.vkey(), new TestKeys.Witness("witness.example/two").vkey()));
    notary = notary(key);
    tree = new FollowLoop(log.source, new TreeFollower(log.rows, 100), SELDOM);
    checkpoints = new FollowLoop(log.source, notary, SELDOM);
    seal = new Seal(room, tree, checkpoints, notary, key, witnesses);
    queries = new TransparencyQueries(room);
    bundles = new BundleQueries(room, log.rows, key, witnesses);
  }

  /** Another node, with this key. */
  Notary notary(SigningKey other) {
    return new Notary(log.rows, other, new Now(), INTERVAL);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The log grows by so many events, and all of it is signed. */
  Sealed signed(int events) {
    log.append(events);
    seal.sign(new MakeCheckpoint());
    return this;
  }

  SignedCheckpoint newest() {
    return queries.find(new FindCheckpoint(null)).items().getFirst();
  }

  Checkpoints of(long size) {
    return queries.find(new FindCheckpoint(size));
  }

  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
