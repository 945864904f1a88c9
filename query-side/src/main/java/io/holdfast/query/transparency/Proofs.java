package io.holdfast.query.transparency;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Whether a proof proves it: the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. */
public final class Proofs {
  private Proofs() {}

  /** Whether the leaf with this hash is at this place of the tree with this root. */
  public static boolean includes(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long place = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = Hash.node(sibling, hash);
        int skipped = (place & 1) == 1 ? 0 : Long.numberOfTrailingZeros(place);
        place >>= skipped;
        last >>= skipped;
      } else {
        hash = Hash.node(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /** Whether the tree with the second root begins with the one that has the first. */
  public static boolean consistent(
      long before, long size, List<Hash> proof, Hash rootBefore, Hash root) {
    if (before < 1 || before > size) {
      return false;
    }
    if (before == size) {
      return proof.isEmpty() && rootBefore.equals(root);
    }
    int full = Long.numberOfTrailingZeros(before);
    Iterator<Hash> rest = proof.iterator();
    Optional<Hash> first = Long.bitCount(before) == 1 ? Optional.of(rootBefore) : next(rest);
    return first.isPresent()
        && new Climb((before - 1) >> full, (size - 1) >> full, first.get())
            .leadsTo(rest, rootBefore, root);
  }

  private static Optional<Hash> next(Iterator<Hash> hashes) {
    return hashes.hasNext() ? Optional.of(hashes.next()) : Optional.empty();
  }

  /** Up both trees at once: each hash belongs to the later one, and some to the earlier. */
  private static final class Climb {
    private long place;
    private long last;
    private Hash hashBefore;
    private Hash hash;

    Climb(long place, long last, Hash first) {
      this.place = place;
      this.last = last;
      this.hashBefore = first;
      this.hash = first;
    }

    boolean leadsTo(Iterator<Hash> proof, Hash rootBefore, Hash root) {
      while (proof.hasNext()) {
        if (last == 0) {
          return false;
        }
        step(proof.next());
      }
      return last == 0 && hashBefore.equals(rootBefore) && hash.equals(root);
    }

    private void step(Hash sibling) {
      if ((place & 1) == 1 || place == last) {
        hashBefore = Hash.node(sibling, hashBefore);
        hash = Hash.node(sibling, hash);
        int skipped = (place & 1) == 1 ? 0 : Long.numberOfTrailingZeros(place);
        place >>= skipped;
        last >>= skipped;
      } else {
        hash = Hash.node(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
  }
}
