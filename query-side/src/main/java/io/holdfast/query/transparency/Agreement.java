package io.holdfast.query.transparency;

import io.holdfast.query.follow.LogRow;
import io.holdfast.query.follow.LogRows;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether the log still ends, or goes on, where the tree ends. It is looked at with every batch and
 * before every signature, and costs one row: it finds a log that was cut off, also where it has
 * grown again since. What was changed further back is found by who checks a bundle.
 */
final class Agreement {
  private Agreement() {}

  /**
   * The rows behind the tree.
   *
   * @return how long the log is, and what of it is not in the tree, at most so many rows
   * @throws TreeDamaged where the log contradicts the tree
   */
  static Rest require(LogRows log, Tiles tiles, long size, int limit) throws SQLException {
    long head = log.head();
    if (head < size) {
      throw new TreeDamaged(
          "the log ends with event %d, and event %d was in it".formatted(head, size));
    }
    if (size == 0) {
      return new Rest(head, inOrder(log.after(0, limit), 0));
    }
    List<LogRow> rows = inOrder(log.after(size - 1, limit + 1), size - 1);
    if (rows.isEmpty() || !LeafEncoding.hash(rows.getFirst()).equals(tiles.node(0, size - 1))) {
      throw new TreeDamaged("event %d is another than it was".formatted(size));
    }
    return new Rest(head, rows.subList(1, rows.size()));
  }

  record Rest(long head, List<LogRow> rows) {}

  private static List<LogRow> inOrder(List<LogRow> rows, long after) {
    long expected = after;
    for (LogRow row : rows) {
      expected++;
      if (row.index() != expected) {
        throw new TreeDamaged("event %d is missing from the log".formatted(expected));
      }
    }
    return rows;
  }
}
