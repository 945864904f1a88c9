package io.holdfast.query.follow;

import java.sql.SQLException;
import java.util.List;

/**
 * The log's rows by their index. The log has one order without gaps, so everything after an index
 * is complete. Blocks. Thread-safe.
 */
public interface LogRows {
  /** The next rows behind this index, in their order; fewer than the limit only at the end. */
  List<LogRow> after(long index, int limit) throws SQLException;

  /** The rows with these indices, in the log's order; those that are none are left out. */
  List<LogRow> at(List<Long> indices) throws SQLException;

  /** The index of the last row; 0 where there is none. */
  long head() throws SQLException;
}
