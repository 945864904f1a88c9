package io.holdfast.query.follow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The log in PostgreSQL. */
public final class PostgresLogRows implements LogRows {
  /** A time that is none (somebody wrote infinity) must be read, too: it is shown to be wrong. */
  private static final String COLUMNS =
      """
      select log_index, event_id, aggregate_id, aggregate_type, sequence_number,
        case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint
          else 9223372036854775807 end as at_micros,
        type, revision, payload, metadata
      from log.event where log_index\
      """;

  private static final String ROWS = COLUMNS + " > ? order by log_index limit ?";
  private static final String ROWS_AT = COLUMNS + " = any(?) order by log_index";

  private final DataSource source;

  public PostgresLogRows(DataSource source) {
    this.source = source;
  }

  @Override
  public List<LogRow> after(long index, int limit) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(ROWS)) {
      statement.setLong(1, index);
      statement.setInt(2, limit);
      return rows(statement);
    }
  }

  @Override
  public List<LogRow> at(List<Long> indices) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(ROWS_AT)) {
      statement.setArray(1, connection.createArrayOf("bigint", indices.toArray()));
      return rows(statement);
    }
  }

  private static List<LogRow> rows(PreparedStatement statement) throws SQLException {
    List<LogRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  @Override
  public long head() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select coalesce(max(log_index), 0) from log.event");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static LogRow row(ResultSet row) throws SQLException {
    return new LogRow(
        row.getLong("log_index"),
        row.getString("event_id"),
        row.getString("aggregate_id"),
        row.getString("aggregate_type"),
        row.getLong("sequence_number"),
        row.getLong("at_micros"),
        row.getString("type"),
        row.getString("revision"),
        row.getBytes("payload"),
        row.getBytes("metadata"));
  }
}
