package io.holdfast.chain.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;

/** Bitcoin's Merkle tree: pairs hashed twice, the last one with itself where it has no partner. */
final class Merkle {
  private Merkle() {}

  static Sha256Hash root(List<Sha256Hash> leaves) {
    List<Sha256Hash> level = leaves;
    while (level.size() > 1) {
      List<Sha256Hash> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(parent(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
      }
      level = above;
    }
    return level.getFirst();
  }

  private static Sha256Hash parent(Sha256Hash left, Sha256Hash right) {
    return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(left.serialize(), right.serialize()));
  }
}
