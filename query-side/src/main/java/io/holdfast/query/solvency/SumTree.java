package io.holdfast.query.solvency;

import io.holdfast.query.transparency.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle-sum tree over liabilities, level by level from its leaves: two neighbours make a node,
 * and one that has none goes up as it is. So its root binds every leaf and the sum of all.
 * Immutable.
 */
public final class SumTree {
  /** Of nobody: nothing is owed. */
  private static final Sum NOBODY = new Sum(BigInteger.ZERO, Hash.EMPTY);

  /**
   * A neighbour on the way from a leaf to the root.
   *
   * @param isLeft whether it stands on the left
   */
  public record Step(boolean isLeft, Sum sum) {}

  private final List<List<Sum>> levels;

  private SumTree(List<List<Sum>> levels) {
    this.levels = levels;
  }

  public static SumTree of(List<Sum> leaves) {
    List<List<Sum>> levels = new ArrayList<>();
    List<Sum> level = leaves.isEmpty() ? List.of(NOBODY) : List.copyOf(leaves);
    levels.add(level);
    while (level.size() > 1) {
      level = above(level);
      levels.add(level);
    }
    return new SumTree(levels);
  }

  private static List<Sum> above(List<Sum> level) {
    List<Sum> above = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i < level.size(); i += 2) {
      above.add(i + 1 < level.size() ? Sum.node(level.get(i), level.get(i + 1)) : level.get(i));
    }
    return above;
  }

  public Sum root() {
    return levels.getLast().getFirst();
  }

  /** Leaves first; the last level is the root alone. */
  List<List<Sum>> levels() {
    return levels;
  }

  /** The neighbours of a leaf and of each node above it. */
  public List<Step> path(int leaf) {
    List<Step> path = new ArrayList<>();
    int at = leaf;
    for (List<Sum> level : levels) {
      int neighbour = at ^ 1;
      if (neighbour < level.size()) {
        path.add(new Step(neighbour < at, level.get(neighbour)));
      }
      at >>= 1;
    }
    return path;
  }

  /** The root to which a path leads from a leaf. */
  public static Sum rootOf(Sum leaf, List<Step> path) {
    Sum sum = leaf;
    for (Step step : path) {
      sum = step.isLeft() ? Sum.node(step.sum(), sum) : Sum.node(sum, step.sum());
    }
    return sum;
  }
}
