package io.holdfast.query.transparency;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a tree and of every tree that it once was: RFC 6962 section 2.1, RFC 9162
 * section 2.1. Leaves count from 0. A tree of n leaves has its left half full: as many leaves as
 * the greatest power of two below n.
 */
public final class MerkleTree {
  private final Nodes nodes;

  public MerkleTree(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The root over the first leaves; of none, the hash of nothing. */
  public Hash root(long size) throws SQLException {
    return size == 0 ? Hash.EMPTY : over(0, size);
  }

  /**
   * The audit path of a leaf in the tree over the first leaves, from the leaf up (PATH of RFC 6962
   * section 2.1.1).
   *
   * @throws IllegalArgumentException where the leaf is not in that tree
   */
  public List<Hash> inclusion(long leaf, long size) throws SQLException {
    if (leaf < 0 || leaf >= size) {
      throw new IllegalArgumentException("leaf " + leaf + " is not in a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    path(leaf, 0, size, path);
    return path;
  }

  /**
   * That the tree over {@code size} leaves begins with the one over {@code before} (PROOF of RFC
   * 6962 section 2.1.2); empty where both are the same.
   *
   * @throws IllegalArgumentException where the first is empty or the larger one
   */
  public List<Hash> consistency(long before, long size) throws SQLException {
    if (before < 1 || before > size) {
      throw new IllegalArgumentException("no tree of " + before + " grows into one of " + size);
    }
    List<Hash> proof = new ArrayList<>();
    subproof(before, 0, size, true, proof);
    return proof;
  }

  private void path(long leaf, long from, long to, List<Hash> path) throws SQLException {
    if (to - from == 1) {
      return;
    }
    long middle = from + leftOf(to - from);
    if (leaf < middle) {
      path(leaf, from, middle, path);
      path.add(over(middle, to));
    } else {
      path(leaf, middle, to, path);
      path.add(over(from, middle));
    }
  }

  /** {@code known}: the verifier has the root over this part already. */
  private void subproof(long before, long from, long to, boolean known, List<Hash> proof)
      throws SQLException {
    if (before == to) {
      if (!known) {
        proof.add(over(from, to));
      }
      return;
    }
    long middle = from + leftOf(to - from);
    if (before <= middle) {
      subproof(before, from, middle, known, proof);
      proof.add(over(middle, to));
    } else {
      subproof(before, middle, to, false, proof);
      proof.add(over(from, middle));
    }
  }

  /** The root over these leaves; {@code from} is where such a part of the tree begins. */
  private Hash over(long from, long to) throws SQLException {
    long size = to - from;
    if (Long.bitCount(size) == 1) {
      int height = Long.numberOfTrailingZeros(size);
      return nodes.node(height, from >> height);
    }
    long middle = from + leftOf(size);
    return Hash.node(over(from, middle), over(middle, to));
  }

  /** The greatest power of two below the size. */
  private static long leftOf(long size) {
    return Long.highestOneBit(size - 1);
  }
}
