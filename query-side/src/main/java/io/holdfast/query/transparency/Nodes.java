package io.holdfast.query.transparency;

import java.sql.SQLException;

/** What is stored of a tree: the nodes over which it is full. */
@FunctionalInterface
public interface Nodes {
  /**
   * The node over the leaves {@code index·2^height} to {@code (index+1)·2^height − 1}, all of which
   * are in the tree.
   */
  Hash node(int height, long index) throws SQLException;
}
